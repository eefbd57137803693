package catalog

import (
	"encoding/json"
	"fmt"

	"shinsa/review/criteria"
)

// WriteOSCAL writes an edition as an OSCAL catalog in JSON. Duty, category and English wording, which OSCAL does not know, are properties
// in this program's namespace; answers and levels are left to the edition's own format. The identifier is made of the edition's digest,
// so the same edition gives the same bytes.
func WriteOSCAL(e *criteria.Edition) ([]byte, error) {
	modified := e.InForceFrom().String()
	if modified == "" {
		modified = "1970-01-01"
	}
	c := oscalCatalog{
		UUID: uuidOf(string(e.Digest())),
		Metadata: oscalMetadata{
			Title: e.Title().JA, Modified: modified + "T00:00:00+09:00", Version: string(e.ID()), OSCAL: "1.1.2",
		},
	}
	if e.Sample() {
		c.Metadata.Props = []oscalProp{{Name: "sample", NS: namespace, Value: "true"}}
	}
	c.Groups = groupsBelow(e, "")
	b, err := json.MarshalIndent(oscalFile{c}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write OSCAL: %w", err)
	}
	return b, nil
}

func groupsBelow(e *criteria.Edition, parent string) []oscalGroup {
	var out []oscalGroup
	for _, g := range e.Groups() {
		if g.Parent != parent {
			continue
		}
		og := oscalGroup{ID: g.ID, Title: g.Title.JA, Groups: groupsBelow(e, g.ID)}
		for _, it := range e.In(g.ID) {
			og.Controls = append(og.Controls, controlOf(it))
		}
		out = append(out, og)
	}
	return out
}

func controlOf(it criteria.Item) oscalControl {
	c := oscalControl{
		ID: "item-" + string(it.ID), Title: it.Title.JA, // an OSCAL token begins with a letter
		Props: []oscalProp{
			{Name: "label", Value: string(it.ID)}, {Name: "id", NS: namespace, Value: string(it.ID)}, {Name: "duty", NS: namespace, Value: string(it.Duty)},
		},
		Parts: []oscalPart{{Name: "statement", Prose: it.Ask.JA}},
	}
	if it.Category.JA != "" {
		c.Props = append(c.Props, oscalProp{Name: "category", NS: namespace, Value: it.Category.JA})
	}
	if it.Guidance.JA != "" {
		c.Parts = append(c.Parts, oscalPart{Name: "guidance", Prose: it.Guidance.JA})
	}
	if it.Level != nil {
		c.Parts = append(c.Parts, oscalPart{Name: "level", Prose: it.Level.Text.JA})
	}
	return c
}

// uuidOf makes a UUID of version 8 (RFC 9562) of the first bytes of a digest in hexadecimal.
func uuidOf(hex string) string {
	return hex[:8] + "-" + hex[8:12] + "-8" + hex[13:16] + "-8" + hex[17:20] + "-" + hex[20:32]
}
