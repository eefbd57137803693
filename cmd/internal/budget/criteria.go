package main

import (
	"context"
	"fmt"
	"testing"
	"time"

	"shinsa/review/criteria"
	"shinsa/review/criteria/catalog"
	"shinsa/review/criteria/criteriatest"
)

// importing holds a spreadsheet of criteria, far larger than any so far, read into a draft. The spreadsheet is the slowest of the formats.
func importing(string) (Row, error) {
	row := Row{Work: "import of 6,000 items in 8 levels", Within: 2 * time.Second}
	e, err := criteriatest.Edition(criteriatest.LargeItems, criteriatest.LargeLevels)
	if err != nil {
		return row, fmt.Errorf("make criteria: %w", err)
	}
	book, err := catalog.WriteXLSX(e)
	if err != nil {
		return row, fmt.Errorf("write criteria: %w", err)
	}
	row.Ours = each(func() error {
		rows, err := catalog.ReadXLSX(context.Background(), book)
		if err != nil {
			return err
		}
		columns, _ := catalog.Guess(rows)
		_, err = catalog.FromTable(rows, columns, criteria.Head{ID: "large", Title: criteria.Text{JA: "大"}})
		return err
	})
	return row, nil
}

// altering holds one change of a draft of that size, as the editor makes it at every pause in typing.
func altering(string) (Row, error) {
	row := Row{Work: "one change of a draft of 6,000 items", Within: 500 * time.Millisecond}
	e, err := criteriatest.Edition(criteriatest.LargeItems, criteriatest.LargeLevels)
	if err != nil {
		return row, fmt.Errorf("make criteria: %w", err)
	}
	h := e.Head()
	h.Status = criteria.Draft
	if e, err = criteria.Compose(h, e.Groups(), e.Items()); err != nil {
		return row, fmt.Errorf("make draft: %w", err)
	}
	it := e.Items()[3000]
	it.Title.JA = "改めた項目"
	row.Ours = func(b *testing.B) {
		for b.Loop() {
			if _, _, err := e.Alter(criteria.Alteration{Kind: criteria.PutItem, Was: it.ID, Item: it}); err != nil {
				b.Fatal(err)
			}
		}
	}
	return row, nil
}
