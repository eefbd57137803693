package criteria

import (
	"fmt"
	"strings"

	"go.yaml.in/yaml/v3"

	"shinsa/review/ident"
	"shinsa/review/wording"
)

// Contrast is one line of a table of old and new (新旧対照表): a change with the wording of both sides and what differs in it.
type Contrast struct {
	Change
	Old   string         `json:"old,omitempty"`
	New   string         `json:"new,omitempty"`
	Edits []wording.Edit `json:"edits,omitempty"`
}

// Contrasts lays the changes between two editions out for reading, in the order of Diff. An item that did not change has no edits.
func Contrasts(old, next *Edition) []Contrast {
	var out []Contrast
	for _, c := range Diff(old, next) {
		out = append(out, ContrastOf(old, next, c))
	}
	return out
}

// Tally counts the lines of a table by kind.
func Tally(lines []Contrast) map[ChangeKind]int {
	out := map[ChangeKind]int{}
	for _, l := range lines {
		out[l.Kind]++
	}
	return out
}

// words is what items say, as a reader of the table needs it.
func (e *Edition) words(ids []ident.ItemID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		it, _ := e.Item(id)
		texts[i] = it.words()
	}
	return strings.Join(texts, "\n")
}

func (it Item) words() string {
	duty := "必須"
	if it.Duty == Optional {
		duty = "選択"
	}
	lines := []string{fmt.Sprintf("%s　%s（%s）", it.ID, it.Title.JA, duty), it.Ask.JA}
	if it.Level != nil {
		lines = append(lines, "要件　"+it.Level.Text.JA)
	}
	return strings.Join(lines, "\n")
}

// Sides returns both sides of a line in stretches. A side without an item says so in the customary words.
func (c Contrast) Sides() (old, next []wording.Stretch) {
	switch c.Kind {
	case Unchanged:
		return []wording.Stretch{{Text: c.Old}}, []wording.Stretch{{Text: c.New}}
	case New:
		return []wording.Stretch{{Text: "（新設）"}}, []wording.Stretch{{Text: c.New, Changed: true}}
	case Withdrawn:
		return []wording.Stretch{{Text: c.Old, Changed: true}}, []wording.Stretch{{Text: "（削る）"}}
	}
	return wording.Sides(c.Edits)
}

// YAML writes the edition for people to read and edit; Parse gives an equal edition back.
func (e *Edition) YAML() ([]byte, error) {
	b, err := yaml.Marshal(document{Format: Format, Version: Version, Edition: e.head, Groups: e.groups, Items: e.items})
	if err != nil {
		return nil, fmt.Errorf("write edition: %w", err)
	}
	return b, nil
}

// YAML writes the mapping for a person to go through: each line that is not certain waits for confirmed: true.
func (m *Mapping) YAML() ([]byte, error) {
	b, err := yaml.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("write mapping: %w", err)
	}
	return b, nil
}
