package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/xuri/excelize/v2"

	"shinsa/assets"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/intake"
)

// reading holds a form as applicants often write it, read into disclosures and findings, against merely getting its cells.
func reading(string) (Row, error) {
	row := Row{Work: "intake of one Excel form", Name: "excelize, the cells alone", Ratio: 1.5}
	form, err := sampleForm("case-2")
	if err != nil {
		return row, err
	}
	text, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		return row, fmt.Errorf("read criteria: %w", err)
	}
	edition, err := criteria.Parse(text)
	if err != nil {
		return row, fmt.Errorf("read criteria: %w", err)
	}
	row.Ours = each(func() error {
		_, err := intake.Read(context.Background(), intake.Package{Form: form, Received: civil.MustParse("2026-04-21"), Edition: edition})
		return err
	})
	row.Peer = each(func() error { return cells(form) })
	return row, nil
}

func sampleForm(name string) (form []byte, err error) {
	files, err := assets.Sample(name)
	if err != nil {
		return nil, fmt.Errorf("open sample: %w", err)
	}
	err = fs.WalkDir(files, ".", func(at string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(at, ".xlsx") && form == nil {
			form, err = fs.ReadFile(files, at)
		}
		return err
	})
	if err == nil && form == nil {
		err = fs.ErrNotExist
	}
	if err != nil {
		return nil, fmt.Errorf("read sample: %w", err)
	}
	return form, nil
}

func cells(form []byte) error {
	f, err := excelize.OpenReader(bytes.NewReader(form))
	if err != nil {
		return err
	}
	for _, sheet := range f.GetSheetList() {
		if _, err := f.GetRows(sheet); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return f.Close()
}
