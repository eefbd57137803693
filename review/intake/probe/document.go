package probe

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"
)

// document is a PDF taken apart into its objects.
type document struct {
	src     []byte
	objects map[int]object
	trailer [][]byte // dictionaries of trailers and cross-reference streams
	left    int      // bytes that may still be expanded
}

// object is one numbered object: its text up to the stream, and where the stream's data is.
type object struct {
	text   []byte
	stream []byte // as stored; nil without a stream
}

var (
	streamStart = regexp.MustCompile(`>>\s*stream\r?\n`)
	isTrailer   = regexp.MustCompile(`/Type\s*/XRef\b`)
	isObjStm    = regexp.MustCompile(`/Type\s*/ObjStm\b`)
	refPattern  = regexp.MustCompile(`(\d{1,9})\s+\d{1,5}\s+R\b`)
)

func scan(b []byte) *document {
	d := &document{src: b, objects: map[int]object{}, left: maxInflate}
	var packed []object
	starts := heads(b)
	for i, h := range starts {
		end := len(b)
		if i+1 < len(starts) {
			end = starts[i+1].from
		}
		o := cut(b[h.to:end])
		d.objects[h.num] = o
		switch {
		case isTrailer.Match(o.text):
			d.trailer = append(d.trailer, o.text)
		case isObjStm.Match(o.text):
			packed = append(packed, o)
		}
	}
	for rest := b; ; {
		i := bytes.Index(rest, []byte("trailer"))
		if i < 0 {
			break
		}
		rest = rest[i+len("trailer"):]
		d.trailer = append(d.trailer, rest[:min(len(rest), 4096)])
	}
	if !d.encrypted() {
		for _, o := range packed {
			d.unpack(o)
		}
	}
	return d
}

// head is the line that opens an object: its number and where it stands.
type head struct{ num, from, to int }

// heads finds every "12 0 obj".
func heads(b []byte) []head {
	var out []head
	word := []byte("obj")
	for at := 0; len(out) < maxObjects; {
		i := bytes.Index(b[at:], word)
		if i < 0 {
			break
		}
		at += i + len(word)
		_, p := backNumber(b, at-len(word))
		num, from := backNumber(b, p)
		if p >= 0 && from >= 0 {
			out = append(out, head{num, from, at})
		}
	}
	return out
}

// backNumber reads white space and before it a number that end at p; from is -1 where there is none.
func backNumber(b []byte, p int) (n, from int) {
	i := p
	for i > 0 && bytes.IndexByte([]byte(" \t\r\n\f\x00"), b[i-1]) >= 0 {
		i--
	}
	j := i
	for j > 0 && i-j < 9 && b[j-1] >= '0' && b[j-1] <= '9' {
		j--
	}
	if i == p || i == j || p < 0 {
		return 0, -1
	}
	n, err := strconv.Atoi(string(b[j:i]))
	if err != nil {
		return 0, -1
	}
	return n, j
}

// cut parts an object's text from its stream.
func cut(body []byte) object {
	loc := streamStart.FindIndex(body)
	if loc == nil {
		if i := bytes.Index(body, []byte("endobj")); i >= 0 {
			body = body[:i]
		}
		return object{text: body}
	}
	data := body[loc[1]:]
	if i := bytes.LastIndex(data, []byte("endstream")); i >= 0 {
		data = data[:i]
	}
	return object{text: body[:loc[0]+2], stream: data}
}

var (
	countOf = regexp.MustCompile(`/N\s+(\d+)`)
	firstOf = regexp.MustCompile(`/First\s+(\d+)`)
)

// unpack takes the objects out of an object stream. An object that also stands by itself later in the file keeps its own text.
func (d *document) unpack(o object) {
	data := d.expand(o)
	n, first := number(countOf, o.text), number(firstOf, o.text)
	if first <= 0 || first > len(data) {
		return
	}
	head := bytes.Fields(data[:first])
	for i := 0; i+1 < len(head) && i/2 < n; i += 2 {
		num, err1 := strconv.Atoi(string(head[i]))
		at, err2 := strconv.Atoi(string(head[i+1]))
		end := len(data) - first
		if i+3 < len(head) {
			if next, err := strconv.Atoi(string(head[i+3])); err == nil && next >= at {
				end = min(next, end)
			}
		}
		if err1 != nil || err2 != nil || at < 0 || at > end {
			continue
		}
		if _, have := d.objects[num]; !have {
			d.objects[num] = object{text: data[first+at : first+end]}
		}
	}
}

func number(re *regexp.Regexp, b []byte) int {
	m := re.FindSubmatch(b)
	if m == nil {
		return 0
	}
	n, err := strconv.Atoi(string(m[1]))
	if err != nil {
		return 0
	}
	return n
}

var flate = regexp.MustCompile(`/(?:FlateDecode|Fl)\b`)

// expand returns the data of a stream; what is not deflated comes as it is.
func (d *document) expand(o object) []byte {
	if !flate.Match(o.text) {
		return o.stream
	}
	z, err := zlib.NewReader(bytes.NewReader(o.stream))
	if err != nil {
		return nil
	}
	out, _ := io.ReadAll(io.LimitReader(z, int64(d.left))) //nolint:errcheck // a stream cut short gives what it has
	d.left -= len(out)
	return out
}
