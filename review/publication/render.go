package publication

import (
	"bytes"
	"embed"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/register"
)

//go:embed index.gohtml service.gohtml style.css
var sources embed.FS

// File is one file of the publication.
type File struct {
	Name    string
	Content []byte
}

// Dates writes a date for Japanese readers, as the scheme's papers do.
type Dates func(civil.Date) string

// Files renders the publication, the page that leads to the others last.
func (p *Publication) Files(dates Dates) ([]File, error) {
	p.Format, p.Version = Format, Version
	p.Sort()
	if err := p.distinct(); err != nil {
		return nil, err
	}
	pages, err := pagesOf(dates)
	if err != nil {
		return nil, err
	}
	var out []File
	html := func(name, page string, v any) error {
		var b bytes.Buffer
		if err := pages.ExecuteTemplate(&b, page, v); err != nil {
			return fmt.Errorf("render %s: %w", page, err)
		}
		out = append(out, File{name, b.Bytes()})
		return nil
	}
	for i := range p.Entries {
		e := &p.Entries[i]
		if err := html(e.Page(), "service.gohtml", service{p, e, groupsOf(e)}); err != nil {
			return nil, err
		}
	}
	data, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("render publication: %w", err)
	}
	out = append(out, File{"publication.json", append(data, '\n')}, p.certificationsCSV(), p.itemsCSV())
	err = html("index.html", "index.gohtml", index{
		Publication: p, Held: p.In(register.InForce, register.Continued, register.NotYet), Expired: p.In(register.Expired),
		Ended: p.In(register.IsLapsed, register.HasEnded), Revoked: p.In(register.IsRevoked),
	})
	return out, err
}

// index is what the page of all certifications shows.
type index struct {
	*Publication
	Held, Expired, Ended, Revoked []Entry
}

// service is what the page of one certification shows.
type service struct {
	*Publication
	Entry  *Entry
	Groups []group
}

type group struct {
	Title string
	Lines []Line
}

func groupsOf(e *Entry) []group {
	var out []group
	for _, l := range e.Lines {
		if len(out) == 0 || out[len(out)-1].Title != l.Group {
			out = append(out, group{Title: l.Group})
		}
		g := &out[len(out)-1]
		g.Lines = append(g.Lines, l)
	}
	return out
}

// pagesOf reads the templates, which escape everything that comes from an applicant. A web address is a link only when it is one.
func pagesOf(dates Dates) (*template.Template, error) {
	style, err := sources.ReadFile("style.css")
	if err != nil {
		return nil, fmt.Errorf("read the style: %w", err)
	}
	t, err := template.New("").Funcs(template.FuncMap{
		"date":  func(d civil.Date) string { return dates(d) },
		"style": func() template.CSS { return template.CSS(style) }, //nolint:gosec // our own
		"state": func(s register.State) string { return stateWords[s] },
		"duty":  dutyWord,
		"join":  func(words []string) string { return strings.Join(words, "・") },
		"link":  func(s string) bool { return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") },
	}).ParseFS(sources, "*.gohtml")
	if err != nil {
		return nil, fmt.Errorf("read the pages: %w", err)
	}
	return t, nil
}

func (p *Publication) certificationsCSV() File {
	rows := [][]string{{"認定番号", "サービス名称", "サービス概要", "事業者名称", "サービス種別", "サービスサイト", "初回認定日", "認定年月日", "有効期間の初日", "有効期間の末日", "状態", "状態の初日", "根拠"}}
	for _, e := range p.Entries {
		since := ""
		if !e.Since.IsZero() {
			since = e.Since.String()
		}
		rows = append(rows, []string{
			string(e.No), e.Service, e.Outline, e.Operator, strings.Join(e.Classes, "・"), e.Site, e.First.String(), e.Certified.String(), e.From.String(),
			e.To.String(), stateWords[e.State], since, e.Clause,
		})
	}
	return table("certifications.csv", rows)
}

func (p *Publication) itemsCSV() File {
	rows := [][]string{{"認定番号", "区分", "No", "審査対象項目", "記述内容", "必須/選択", "情報開示内容", "公表の留保"}}
	for _, e := range p.Entries {
		for _, l := range e.Lines {
			held := ""
			if l.Withheld {
				held = "留保"
			}
			rows = append(rows, []string{string(e.No), l.Group, string(l.Item), l.Title, l.Ask, dutyWord(l.Duty), l.Answer, held})
		}
	}
	return table("items.csv", rows)
}

// stateWords are the states in the words of the operating rules.
var stateWords = map[register.State]string{
	register.NotYet: "認定前", register.InForce: "有効", register.Continued: "効力継続中", register.Expired: "満了", register.IsLapsed: "失効",
	register.HasEnded: "終了", register.IsRevoked: "取消し",
}

func dutyWord(d criteria.Duty) string {
	if d == criteria.Mandatory {
		return "必須"
	}
	return "選択"
}

// table writes rows as CSV.
func table(name string, rows [][]string) File {
	var b bytes.Buffer
	b.WriteString("\uFEFF")
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	for _, r := range rows {
		for i, s := range r {
			r[i] = harmless(s)
		}
		_ = w.Write(r) // a buffer takes everything
	}
	w.Flush()
	return File{name, b.Bytes()}
}

// harmless keeps a spreadsheet from running a text as a formula. Numbers and a lone dash stay as they are.
func harmless(s string) string {
	if s == "" || !strings.ContainsRune("=+-@\t\r", rune(s[0])) || strings.Trim(s, "-+0123456789.,% ") == "" {
		return s
	}
	return "'" + s
}
