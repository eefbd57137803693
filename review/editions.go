package review

import (
	"bytes"
	"context"
	"encoding/json"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/criteria/catalog"
	"shinsa/review/fault"
	"shinsa/review/ident"
	"shinsa/review/intake/template"
	"shinsa/review/journal"
	"shinsa/review/seal"
)

// MaxEdition bounds a file of criteria in any format.
const MaxEdition = criteria.MaxBytes

// Reading says what a file of criteria does not say itself. Columns are for tables whose headings are not known; they are remembered.
type Reading struct {
	ID      ident.EditionID  // of a table or catalog; made of the file's digest when empty
	Title   string           // of a table
	Columns *catalog.Columns // nil: by the headings, or as the desk remembers
	From    ident.EditionID  // an edition that it amends: what a table or catalog cannot say is taken from there
}

// settingColumns keeps the columns a person named once.
const settingColumns = "criteria-columns"

// ReadEdition reads a file of criteria by its content: the edition's own format (YAML, JSON), an OSCAL catalog, a workbook or CSV. What a
// table or catalog cannot say is in the findings. Nothing is kept but the columns, when they are given.
func (d *Desk) ReadEdition(ctx context.Context, in Incoming, r Reading) (*criteria.Edition, fault.List, error) {
	b, err := in.bytes(MaxEdition)
	if err != nil {
		return nil, nil, err
	}
	if r.ID == "" {
		r.ID = ident.EditionID("import-" + string(ident.Sum(b))[:8])
	}
	if r.Title == "" {
		r.Title = strings.TrimSuffix(path.Base(in.Name), path.Ext(in.Name))
	}
	head := criteria.Head{ID: r.ID, Title: criteria.Text{JA: r.Title}, Status: criteria.Draft}
	var rows [][]string
	switch kind(b) {
	case "xlsx":
		rows, err = catalog.ReadXLSX(ctx, b)
	case "oscal":
		e, err := catalog.FromOSCAL(b, criteria.Head{ID: r.ID})
		return d.amending(ctx, e, r, err)
	case "own":
		e, err := criteria.Parse(b)
		return e, nil, err
	default:
		rows, err = catalog.ReadCSV(b)
	}
	if err != nil {
		return nil, nil, err
	}
	columns, err := d.columns(ctx, rows, r.Columns)
	if err != nil {
		return nil, nil, err
	}
	e, err := catalog.FromTable(rows, columns, head)
	return d.amending(ctx, e, r, err)
}

// kind tells a file of criteria by its first bytes.
func kind(b []byte) string {
	text := bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), " \t\r\n")
	var top map[string]json.RawMessage
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return "xlsx"
	case bytes.HasPrefix(text, []byte("{")) && json.Unmarshal(text, &top) == nil && top["catalog"] != nil:
		return "oscal"
	case bytes.HasPrefix(text, []byte("{")), utf8.Valid(text) && strings.Contains(string(text[:min(len(text), 4096)]), "format: "+criteria.Format):
		return "own"
	}
	return "csv"
}

// columns are those given, which are remembered for tables with the same headings, those remembered, or those the headings say.
func (d *Desk) columns(ctx context.Context, rows [][]string, given *catalog.Columns) (catalog.Columns, error) {
	if given != nil {
		return *given, d.Store.Update(ctx, func(tx Tx) error {
			if given.Head >= 0 && given.Head < len(rows) {
				return tx.Put(KindSetting, columnsOf(rows[given.Head]), *given)
			}
			return tx.Put(KindSetting, settingColumns, *given)
		})
	}
	c, found := catalog.None, false
	err := d.Store.View(ctx, func(tx Tx) error {
		var err error
		for i := 0; i < min(len(rows), headRows) && !found && err == nil; i++ {
			c, found, err = get[catalog.Columns](tx, KindSetting, columnsOf(rows[i]))
		}
		if found || err != nil {
			return err
		}
		if c, found = catalog.Guess(rows); found {
			return nil
		}
		if c, found, err = get[catalog.Columns](tx, KindSetting, settingColumns); !found {
			c = catalog.None
		}
		return err
	})
	return c, err
}

// headRows is how many rows of a table are looked at for headings that are known.
const headRows = 12

// columnsOf names the setting that keeps the columns of tables with these headings.
func columnsOf(head []string) string {
	return settingColumns + "/" + string(ident.Sum([]byte(strings.Join(head, "\x00"))))[:16]
}

// assumed says what an import made up: the types of answers, and that no item has a level a machine can check.
func assumed(e catalog.Draft) fault.List {
	if len(e.Assumed) == 0 {
		return nil
	}
	return fault.List{{
		Code: "edition_answers_assumed", Severity: fault.Should, Clause: "22", Args: map[string]string{"n": strconv.Itoa(len(e.Assumed))},
	}}
}

// amending takes what the source of a draft could not say from the edition that the reading names.
func (d *Desk) amending(ctx context.Context, e catalog.Draft, r Reading, err error) (*criteria.Edition, fault.List, error) {
	if err == nil && r.From != "" {
		var was *criteria.Edition
		if was, err = d.Edition(ctx, r.From); err == nil {
			e, err = e.Amending(was)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	return e.Edition, assumed(e), nil
}

// EmptyForm writes the application form of an edition, to be sent to applicants (Art. 4-1(1)).
func (d *Desk) EmptyForm(ctx context.Context, id ident.EditionID, out Outbox, name string) (Handed, error) {
	e, err := d.Edition(ctx, id)
	if err != nil {
		return Handed{}, err
	}
	b, err := template.Write(e, template.Options{Scheme: d.Profile().Scheme, Body: d.Profile().Body})
	if err != nil {
		return Handed{}, err
	}
	return d.handPlain(out, "template", name, b)
}

// EditionFormat is a format that an edition is written in.
type EditionFormat string

// The formats.
const (
	FormatYAML  EditionFormat = "yaml" // the edition's own: nothing is lost
	FormatXLSX  EditionFormat = "xlsx"
	FormatCSV   EditionFormat = "csv"
	FormatOSCAL EditionFormat = "json" // an OSCAL catalog
)

// ExportEdition writes an edition for others. Every format reads back as the same content (criteria.Edition.Content); FormatYAML as the same
// edition, with its head.
func (d *Desk) ExportEdition(ctx context.Context, id ident.EditionID, f EditionFormat, out Outbox, name string) (Handed, error) {
	e, err := d.Edition(ctx, id)
	if err != nil {
		return Handed{}, err
	}
	write := map[EditionFormat]func(*criteria.Edition) ([]byte, error){
		FormatYAML: (*criteria.Edition).YAML, FormatXLSX: catalog.WriteXLSX, FormatCSV: catalog.WriteCSV, FormatOSCAL: catalog.WriteOSCAL,
	}[f]
	if write == nil {
		return Handed{}, fault.New(fault.Invalid, "edition_format_unknown", "format", string(f))
	}
	b, err := write(e)
	if err != nil {
		return Handed{}, err
	}
	return d.handPlain(out, "criteria", name, b)
}

// handPlain hands over a file without a signature and without applicant content: written, read back and compared.
func (d *Desk) handPlain(out Outbox, kind, name string, b []byte) (Handed, error) {
	where, err := out.Write(name, writeBytes(b))
	if err != nil {
		return Handed{}, err
	}
	in, done, err := out.Read(name)
	if err != nil {
		return Handed{}, err
	}
	digest, size, err := digestOf(in)
	if cerr := done(); err == nil {
		err = cerr
	}
	if err == nil && digest != ident.Sum(b) {
		err = fault.New(fault.Internal, "file_not_good_after_writing")
	}
	if err != nil {
		return Handed{}, takeBack(out, name, err)
	}
	return Handed{Name: name, Path: where, Kind: kind, Size: size, Digest: digest, Verdict: string(seal.Unsigned)}, nil
}

// Choice is the edition that was chosen for a case against the one its date gives, and why (Art. 22).
type Choice struct {
	Edition ident.EditionID `json:"edition"`
	ByDate  ident.EditionID `json:"by_date,omitempty"` // what the date gives; none where no edition was in force
	Reason  string          `json:"reason"`
	On      civil.Date      `json:"on"`
}

// EditionChoice returns why a case is examined by another edition than its date gives; ok is false where it is not.
func (d *Desk) EditionChoice(ctx context.Context, id ident.CaseID) (c Choice, ok bool, err error) {
	err = d.Store.View(ctx, func(tx Tx) error {
		c, ok, err = get[Choice](tx, KindChoice, string(id))
		return err
	})
	return c, ok, err
}

// EditionOn returns the edition that applies to what is received on a day: fault.By 3 no_edition_in_force where there is none.
func (d *Desk) EditionOn(ctx context.Context, on civil.Date) (*criteria.Edition, error) {
	return d.editionOn(ctx, on)
}

// applicable returns the edition an application is read against: the one in force on the day it was received, or the one chosen with a
// reason (fault.By 22 edition_choice_without_reason). Only an edition that has come into force can be chosen: edition_not_in_force.
func (d *Desk) applicable(ctx context.Context, s Submission) (*criteria.Edition, error) {
	if s.Edition == "" {
		return d.editionOn(ctx, s.Received)
	}
	if strings.TrimSpace(s.Reason) == "" {
		return nil, fault.By("22", "edition_choice_without_reason")
	}
	e, err := d.Edition(ctx, s.Edition)
	if err != nil {
		return nil, err
	}
	if e.Status() != criteria.InForce && e.Status() != criteria.Superseded {
		return nil, fault.By("22", "edition_not_in_force", "edition", string(e.ID()))
	}
	return e, nil
}

// choiceOf is what to keep of a choice; nil when the date gives the same edition.
func (d *Desk) choiceOf(ctx context.Context, s Submission, taken *criteria.Edition, received civil.Date) *Choice {
	if s.Edition == "" {
		return nil
	}
	c := Choice{Edition: taken.ID(), Reason: strings.TrimSpace(s.Reason), On: d.Today()}
	if e, err := d.editionOn(ctx, received); err == nil {
		if e.ID() == taken.ID() {
			return nil
		}
		c.ByDate = e.ID()
	}
	return &c
}

// recordChoice keeps a choice with its own journal entry.
func (d *Desk) recordChoice(tx Tx, id ident.CaseID, c *Choice) error {
	if c == nil {
		return nil
	}
	if err := tx.Put(KindChoice, string(id), c); err != nil {
		return err
	}
	_, err := tx.Append(journal.Entry{Actor: string(d.Self().ID), Act: "edition-choice", Case: id, Subject: string(c.Edition), New: sum(c)})
	return err
}
