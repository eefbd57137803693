package catalog

import (
	"encoding/json"
	"fmt"

	"shinsa/review/criteria"
)

// WriteOSCAL writes an edition as an OSCAL catalog in JSON. What OSCAL does not know, such as duty, category, answer and level, stands in
// properties and parts in this program's namespace, so that the catalog comes back as the same content. The identifier is made of the
// edition's digest: the same edition gives the same bytes.
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
	var err error
	if c.Groups, err = groupsBelow(e, ""); err != nil {
		return nil, err
	}
	b, err := json.MarshalIndent(oscalFile{c}, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write OSCAL: %w", err)
	}
	return b, nil
}

func groupsBelow(e *criteria.Edition, parent string) ([]oscalGroup, error) {
	var out []oscalGroup
	for i, g := range e.Groups() {
		if g.Parent != parent {
			continue
		}
		below, err := groupsBelow(e, g.ID)
		if err != nil {
			return nil, err
		}
		part, err := definitionPart(definition{At: i, Group: &g})
		if err != nil {
			return nil, err
		}
		og := oscalGroup{ID: g.ID, Title: g.Title.JA, Groups: below, Parts: part}
		for _, it := range e.In(g.ID) {
			if part, err = definitionPart(definition{At: e.Position(it.ID), Item: &it}); err != nil {
				return nil, err
			}
			c := controlOf(it)
			c.Parts = append(c.Parts, part...)
			og.Controls = append(og.Controls, c)
		}
		out = append(out, og)
	}
	return out, nil
}

// definitionPart is a part with a definition, or none.
func definitionPart(d definition) ([]oscalPart, error) {
	text, err := d.text()
	if err != nil || text == "" {
		return nil, err
	}
	return []oscalPart{{Name: "definition", NS: namespace, Prose: text}}, nil
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
