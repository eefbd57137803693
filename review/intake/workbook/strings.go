package workbook

import (
	"encoding/xml"
	"regexp"
	"strconv"
	"strings"

	"shinsa/review/intake/container"
	"shinsa/review/intake/sheet"
)

// rich is a text with its struck-out runs told apart.
type rich struct {
	all, kept string
	strong    string // runs that are underlined or bold, where others are not
}

// richText gathers one string item: <si>, <is> or the <text> of a comment.
type richText struct {
	all, kept, strong strings.Builder
	struck, ruby      bool
	loud              bool // underlined or bold
	insideRun         bool
}

func (r *richText) reset() {
	r.all.Reset()
	r.kept.Reset()
	r.strong.Reset()
	r.struck, r.ruby, r.loud, r.insideRun = false, false, false, false
}

func (r *richText) Start(name string, a []xml.Attr) {
	switch name {
	case "rPh":
		r.ruby = true
	case "r":
		r.insideRun, r.struck, r.loud = true, false, false
	case "b", "u":
		v := container.Attr(a, "val")
		r.loud = r.loud || r.insideRun && v != "0" && v != "false" && v != "none"
	case "strike":
		v := container.Attr(a, "val")
		r.struck = r.insideRun && v != "0" && v != "false"
	}
}

func (r *richText) End(name string, text []byte) {
	switch name {
	case "rPh":
		r.ruby = false
	case "r":
		r.insideRun, r.struck, r.loud = false, false, false
	case "t":
		if r.ruby {
			return
		}
		s := unescape(string(text))
		r.all.WriteString(s)
		if !r.struck {
			r.kept.WriteString(s)
			if r.loud {
				r.strong.WriteString(s)
			}
		}
	}
}

func (r *richText) rich() rich {
	out := rich{all: r.all.String(), kept: r.kept.String(), strong: r.strong.String()}
	if out.strong == out.kept {
		out.strong = ""
	}
	return out
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape undoes the _xHHHH_ form in which the format writes characters that XML cannot carry.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(m string) string {
		n, err := strconv.ParseUint(m[2:6], 16, 16)
		if err != nil {
			return m
		}
		return string(rune(n))
	})
}

// sharedStrings reads the table of texts that cells refer to by number.
type sharedStrings struct {
	item richText
	list []rich
}

func (s *sharedStrings) Start(name string, a []xml.Attr) error {
	if name == "si" {
		s.item.reset()
	}
	s.item.Start(name, a)
	return nil
}

func (s *sharedStrings) End(name string, text []byte) error {
	s.item.End(name, text)
	if name == "si" {
		s.list = append(s.list, s.item.rich())
	}
	return nil
}

// comments reads the notes on cells. Threaded comments come through the plain copy that is kept for older programs.
type comments struct {
	item  richText
	at    string
	sheet *Sheet
}

func (c *comments) Start(name string, a []xml.Attr) error {
	if name == "comment" {
		c.at = container.Attr(a, "ref")
		c.item.reset()
	}
	c.item.Start(name, a)
	return nil
}

func (c *comments) End(name string, text []byte) error {
	c.item.End(name, text)
	if name == "comment" {
		if ref, ok := sheet.ParseRef(c.at); ok {
			body := c.item.rich().all
			if _, after, found := strings.Cut(body, "\nComment:\n"); found && strings.HasPrefix(body, "[Threaded comment]") {
				body = after
			}
			c.sheet.SetComment(ref, strings.TrimSpace(strings.ReplaceAll(body, "\r\n", "\n")))
		}
	}
	return nil
}
