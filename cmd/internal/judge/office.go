package judge

import (
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Office is LibreOffice with a profile of its own, in which a macro works as a person does at its window.
type Office struct{ profile string }

// The library of macros of a profile: what it holds, and its one module.
const (
	officeLibrary = xml.Header + `<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Judge"/>
</library:library>
`
	officeModule = xml.Header + `<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Judge" script:language="StarBasic">%s</script:module>
`
)

// NewOffice makes a profile in an empty folder, with the macros of a file.
func NewOffice(dir, macros string) (Office, error) {
	o := Office{profile: dir}
	if _, err := o.run("--terminate_after_init"); err != nil { // lays the profile out, over anything that is there
		return o, err
	}
	basic, err := os.ReadFile(macros)
	if err != nil {
		return o, fmt.Errorf("read macros: %w", err)
	}
	var escaped strings.Builder
	if err := xml.EscapeText(&escaped, basic); err != nil {
		return o, fmt.Errorf("write macros: %w", err)
	}
	for name, text := range map[string]string{"script.xlb": officeLibrary, "Judge.xba": fmt.Sprintf(officeModule, escaped.String())} {
		if err := os.WriteFile(filepath.Join(dir, "user", "basic", "Standard", name), []byte(text), 0o600); err != nil {
			return o, fmt.Errorf("write macros: %w", err)
		}
	}
	return o, nil
}

func (o Office) run(args ...string) (string, error) {
	return ask(o.profile, "soffice", append([]string{"-env:UserInstallation=file://" + o.profile, "--headless", "--norestore"}, args...)...)
}

// Field is what the spreadsheet program says of one cell.
type Field struct {
	Locked bool
	List   []string // what its drop-down offers
}

// Typed is one cell and what a person writes in it; nothing where it is only looked at.
type Typed struct{ Cell, Text string }

// Fill opens a form, looks at cells, writes in them and saves the form as form.xlsx and form.ods in a folder. It refuses a form that the
// program cannot open, or whose sheet is not protected.
func (o Office) Fill(form, dir string, entries ...Typed) (map[string]Field, error) {
	var b strings.Builder
	for _, e := range entries {
		fmt.Fprintf(&b, "%s\t%s\n", e.Cell, strings.ReplaceAll(e.Text, "\n", `\n`))
	}
	list := filepath.Join(dir, "entries.txt")
	if err := os.WriteFile(list, []byte(b.String()), 0o600); err != nil {
		return nil, fmt.Errorf("write entries: %w", err)
	}
	out, err := o.run(fmt.Sprintf(`macro:///Standard.Judge.Fill("file://%s","file://%s","file://%s")`, form, list, dir))
	if err != nil {
		return nil, err
	}
	said, err := os.ReadFile(filepath.Join(dir, "said.txt"))
	if err != nil || !strings.HasSuffix(string(said), "done\t\t\n") {
		return nil, fmt.Errorf("LibreOffice did not come to the end: %s", strings.TrimSpace(out))
	}
	fields := map[string]Field{}
	for _, line := range strings.Split(string(said), "\n") {
		cell, how, list := cut(line)
		switch {
		case cell == "sheet" && list != "protected":
			return nil, fmt.Errorf("the sheet %s is not protected", how)
		case cell != "":
			fields[cell] = Field{Locked: how == "locked", List: offered(list)}
		}
	}
	return fields, nil
}

func cut(line string) (a, b, c string) {
	a, rest, _ := strings.Cut(line, "\t")
	b, c, _ = strings.Cut(rest, "\t")
	return a, b, c
}

// offered reads a list as the program writes it: "適合";"要確認".
func offered(list string) []string {
	return slices.DeleteFunc(strings.Split(strings.ReplaceAll(list, `"`, ""), ";"), func(s string) bool { return s == "" })
}
