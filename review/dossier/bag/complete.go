package bag

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

var fetchLine = regexp.MustCompile(`^(\S+)[ \t]+([0-9]+|-)[ \t]+(\S.*)$`)

// readFetch reads fetch.txt, if there is one. It is never acted upon; the paths returned explain what is missing.
func (v *validator) readFetch() (map[string]bool, error) {
	const name = "fetch.txt"
	if _, ok := v.files[name]; !ok {
		return nil, nil
	}
	l, ok, err := v.tagLines(name)
	if !ok || err != nil {
		return nil, err
	}
	fetched := map[string]bool{}
	for i, line := range l {
		at := strconv.Itoa(i + 1)
		m := fetchLine.FindStringSubmatch(line)
		if m == nil {
			v.add("bag_fetch_line", name, "line", at)
			continue
		}
		p := v.decode(m[3])
		if !inScope(p) || !payload(strings.TrimPrefix(p, "./")) {
			v.add("bag_path_out_of_scope", name, "line", at)
			continue
		}
		fetched[norm.NFC.String(strings.TrimPrefix(p, "./"))] = true
	}
	return fetched, nil
}

// checkListed reports what a manifest lists and is not there.
func (v *validator) checkListed(fetched map[string]bool) {
	reported := map[string]bool{}
	for _, name := range v.sorted() {
		m := v.manifests[name]
		if m == nil {
			continue
		}
		for _, p := range m.order {
			there, same := v.locate(p)
			switch {
			case reported[p] || same:
				continue
			case there != "":
				v.warn("bag_found_under_other_name", p)
			case systemFile(p):
				v.warn("bag_system_file_missing", p)
				v.strays++
			case fetched[norm.NFC.String(p)]:
				v.add("bag_not_fetched", p)
			default:
				v.add("bag_file_missing", p)
			}
			reported[p] = true
		}
	}
}

// checkUnlisted reports payload that manifests do not list: from 1.0 on each of them has to, before they have to together. What
// fetch.txt names has to be listed as well.
func (v *validator) checkUnlisted(fetched map[string]bool) {
	manifests, listed := 0, map[string]int{}
	for _, m := range v.manifests {
		if m.tags {
			continue
		}
		manifests++
		for p := range m.sums {
			key := norm.NFC.String(p)
			if there, _ := v.locate(p); there != "" {
				key = norm.NFC.String(there)
			}
			listed[key]++
		}
	}
	want := min(1, manifests)
	if v.decl.one() {
		want = manifests
	}
	for _, p := range v.sorted() {
		if payload(p) && listed[norm.NFC.String(p)] < want {
			v.add("bag_file_unlisted", p)
		}
	}
	for p := range fetched {
		if listed[p] < want {
			v.add("bag_file_unlisted", p)
		}
	}
}

// checkInfo compares Payload-Oxum (octets.count) of bag-info.txt, package-info.txt before 0.96, with what is there.
func (v *validator) checkInfo() error {
	name := "bag-info.txt"
	if _, ok := v.files[name]; !ok {
		name = "package-info.txt"
	}
	if _, ok := v.files[name]; !ok {
		return nil
	}
	l, ok, err := v.tagLines(name)
	if !ok || err != nil {
		return err
	}
	for i, line := range l {
		if line[0] == ' ' || line[0] == '\t' {
			if i == 0 {
				v.add("bag_info_line", name, "line", "1")
			}
			continue // the value of the label above goes on
		}
		label, value, ok := strings.Cut(line, ":")
		if !ok || strings.TrimSpace(label) == "" {
			v.add("bag_info_line", name, "line", strconv.Itoa(i+1))
			continue
		}
		if strings.EqualFold(strings.TrimSpace(label), "Payload-Oxum") {
			v.oxum(name, strings.TrimSpace(value))
		}
	}
	return nil
}

func (v *validator) oxum(name, value string) {
	octets, count, ok := strings.Cut(value, ".")
	n, err1 := strconv.ParseInt(octets, 10, 64)
	c, err2 := strconv.Atoi(count)
	switch {
	case !ok || err1 != nil || err2 != nil:
		v.add("bag_info_line", name)
	case n != v.so.Bytes || c != v.so.Payload && c != v.so.Payload+v.strays:
		v.add("bag_oxum_differs", name)
	}
}
