// Package evidence brings what an applicant attached (根拠資料) together with what the form says of it: ZIP files are opened whatever system
// packed them, the rows of FormC find their files by name in any width, case or Unicode form, and the words in an answer's evidence column
// become pointers to rows and pages (Art. 4-1(3)). What is missing, unlisted, there twice, damaged, locked or empty is a finding.
package evidence

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/normal"
	"shinsa/review/intake/record"
)

// received is a file as it came, with what a prober says of it.
type received struct {
	file   File
	digest ident.Digest
	probe  Probe
	no     string // the evidence number of the first row that names it
	used   bool
}

// Set is the rows of FormC with the files they name.
type Set struct {
	Rows     []record.Evidence
	Findings fault.List
	files    []*received
}

// litter are the files that systems leave behind in folders; they are no evidence.
func litter(name string) bool {
	base := strings.ToLower(path.Base(name))
	return base == ".ds_store" || base == "thumbs.db" || base == "desktop.ini" || strings.HasPrefix(base, "~$") || strings.HasPrefix(base, "._") ||
		strings.HasPrefix(name, "__MACOSX/")
}

// Match finds the file of every row. A nil prober leaves pages and content unknown. An error is one of reading files or of ctx.
func Match(ctx context.Context, rows []record.Evidence, files []File, by Prober) (*Set, error) {
	m := &Set{Rows: rows}
	for _, f := range files {
		if litter(f.Name) {
			continue
		}
		r, err := receive(ctx, f, by)
		if err != nil {
			return nil, err
		}
		m.files = append(m.files, r)
	}
	m.match()
	m.archives()
	m.condition()
	return m, nil
}

// archives forgets the ZIP files that no row names, and of one that a row names, the files in it that none does: they are part of it.
func (m *Set) archives() {
	named := map[string]bool{}
	for _, r := range m.files {
		named[r.file.Name] = r.file.Archive && r.used || named[r.file.Name]
	}
	m.files = slices.DeleteFunc(m.files, func(r *received) bool {
		return !r.used && (r.file.Archive || r.file.From != "" && named[r.file.From])
	})
}

// receive reads one file and has it probed.
func receive(ctx context.Context, f File, by Prober) (*received, error) {
	digest, err := digestOf(ctx, f)
	if err != nil {
		return nil, err
	}
	r := &received{file: f, digest: digest}
	switch {
	case f.Size == 0:
		r.probe.Content = record.Empty
	case by != nil:
		r.probe = by.Probe(f)
	}
	return r, nil
}

// digestOf reads a file once through.
func digestOf(ctx context.Context, f File) (ident.Digest, error) {
	h := sha256.New()
	buf := make([]byte, 1<<20)
	for at := int64(0); at < f.Size; {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		n, err := f.Data.ReadAt(buf[:min(int64(len(buf)), f.Size-at)], at)
		h.Write(buf[:n])
		at += int64(n)
		if err != nil && (!errors.Is(err, io.EOF) || at < f.Size) {
			return "", fmt.Errorf("read evidence: %w", err)
		}
	}
	return ident.Digest(hex.EncodeToString(h.Sum(nil))), nil
}

// nameForms are the ways in which a name in the list and a name on disk may agree, the closest first.
var nameForms = []func(string) string{
	func(s string) string { return normal.Clean(path.Base(s)) },
	func(s string) string { return strings.ToLower(strings.TrimSpace(normal.Fold(path.Base(s)).S)) },
	func(s string) string { return normal.Key(path.Base(s)) },
	func(s string) string { return normal.Key(strings.TrimSuffix(path.Base(s), path.Ext(s))) },
}

func (m *Set) match() {
	for _, form := range nameForms {
		for i := range m.Rows {
			e := &m.Rows[i]
			if e.Present || e.File == "" {
				continue
			}
			if r := m.candidate(form, e.File); r != nil {
				take(e, r)
			}
		}
	}
	for i := range m.Rows {
		if e := &m.Rows[i]; !e.Present {
			if r := m.sharing(e.File); r != nil {
				take(e, r) // two rows name the same file
			}
		}
	}
}

// candidate returns the one unused file whose name agrees in the given form; none when several do.
func (m *Set) candidate(form func(string) string, name string) *received {
	var one *received
	want := form(name)
	for _, r := range m.files {
		if r.used || want == "" || form(r.file.Name) != want {
			continue
		}
		if one != nil {
			return nil
		}
		one = r
	}
	return one
}

func (m *Set) sharing(name string) *received {
	for _, r := range m.files {
		if r.used && name != "" && nameForms[1](r.file.Name) == nameForms[1](name) {
			return r
		}
	}
	return nil
}

// take gives a row the file it names.
func take(e *record.Evidence, r *received) {
	e.Present, e.Digest, e.Content = true, r.digest, r.probe.Content
	if !r.used {
		r.used, r.no = true, e.No
	}
	if base := normal.Clean(path.Base(r.file.Name)); base != e.File {
		e.OnDisk = base
	}
	if r.probe.Pages > 0 {
		n := r.probe.Pages
		e.Pages = &n
	}
}

// condition reports what is wrong with the files themselves.
func (m *Set) condition() {
	first := map[ident.Digest]string{}
	for _, r := range m.files {
		name := normal.Clean(path.Base(r.file.Name))
		no := r.no
		find := func(code string, sev fault.Severity, args ...string) {
			f := fault.Finding{Code: code, Severity: sev, Clause: "4-1(3)", Evidence: no, Args: record.Args(args...)}
			if no == "" {
				f.File = name
			}
			m.Findings = append(m.Findings, f)
		}
		switch r.probe.Content {
		case record.Empty:
			find("evidence_empty", fault.Must)
		case record.Unreadable:
			find("evidence_damaged", fault.Must)
		case record.Encrypted:
			find("evidence_encrypted", fault.Must)
		case record.ImageOnly:
			if no != "" {
				find("evidence_no_text_layer", fault.Info)
			}
		}
		if r.probe.Active {
			find("evidence_active_content", fault.Should)
		}
		if other, twice := first[r.digest]; twice && r.file.Size > 0 {
			find("evidence_duplicate", fault.Should, "other", other)
		}
		first[r.digest] = name
		if r.file.Decoded {
			find("evidence_name_decoded", fault.Info, "name", name)
		}
		if !r.used {
			find("evidence_unlisted_file", fault.Must)
		}
	}
}

// Unlisted returns the files that no row names.
func (m *Set) Unlisted() []Unlisted {
	var out []Unlisted
	for _, r := range m.files {
		if !r.used {
			out = append(out, Unlisted{normal.Clean(path.Base(r.file.Name)), r.probe.Content})
		}
	}
	return out
}

// Digests returns every file as received.
func (m *Set) Digests() []FileDigest {
	out := []FileDigest{}
	for _, r := range m.files {
		out = append(out, FileDigest{normal.Clean(path.Base(r.file.Name)), r.file.Size, r.digest})
	}
	return out
}
