package bag

import (
	"encoding/hex"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// manifest is one manifest or tag manifest: what it lists, by path.
type manifest struct {
	name, algorithm string
	tags            bool
	sums            map[string]string
	order           []string
}

var manifestName = regexp.MustCompile(`^(tag)?manifest-([A-Za-z0-9]+)\.txt$`)

// readManifests reads every manifest at the top of the bag.
func (v *validator) readManifests() error {
	v.manifests = map[string]*manifest{}
	payloads := 0
	for _, name := range v.sorted() {
		m := manifestName.FindStringSubmatch(name)
		if m == nil {
			continue
		}
		alg := strings.ToLower(m[2])
		h, known := algorithms[alg]
		if !known {
			v.add("bag_algorithm_unknown", name)
			continue
		}
		l, ok, err := v.tagLines(name)
		if err != nil {
			return err
		}
		if m[1] == "" {
			payloads++
		}
		if !ok {
			continue
		}
		man := &manifest{name: name, algorithm: alg, tags: m[1] != "", sums: map[string]string{}}
		seen := map[string]string{}
		for i, line := range l {
			v.line(man, line, i+1, h().Size(), seen)
		}
		v.manifests[name] = man
	}
	if payloads == 0 {
		v.add("bag_manifest_missing", "")
	}
	return nil
}

func (v *validator) sorted() []string {
	out := make([]string, 0, len(v.files))
	for p := range v.files {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// line reads one line of a manifest: digest, white space, path.
func (v *validator) line(m *manifest, line string, n, size int, seen map[string]string) {
	at := strconv.Itoa(n)
	sum, p, ok := strings.Cut(strings.ReplaceAll(line, "\t", " "), " ")
	raw, err := hex.DecodeString(sum)
	if p = strings.TrimLeft(p, " "); !ok || p == "" || err != nil || len(raw) != size {
		v.add("bag_manifest_line", m.name, "line", at)
		return
	}
	if strings.HasPrefix(p, "*") {
		v.warn("bag_made_with_md5sum", m.name, "line", at)
		p = p[1:]
	}
	p = v.decode(p)
	if !inScope(p) {
		v.add("bag_path_out_of_scope", m.name, "line", at)
		return
	}
	if clean := path.Clean(p); clean != p {
		v.warn("bag_path_relative", m.name, "line", at)
		p = clean
	}
	if payload(p) == m.tags || p == m.name {
		v.add("bag_manifest_line", m.name, "line", at)
		return
	}
	sum = strings.ToLower(sum)
	if old, dup := m.sums[p]; dup {
		if v.decl.one() || old != sum {
			v.add("bag_listed_twice", m.name, "line", at)
		} else {
			v.warn("bag_listed_twice_alike", m.name, "line", at)
		}
		return
	}
	m.sums[p] = sum
	m.order = append(m.order, p)
	if other, ok := seen[fold(p)]; ok {
		if norm.NFC.String(other) == norm.NFC.String(p) {
			v.warn("bag_differs_in_normal_form", m.name, "line", at)
		} else {
			v.warn("bag_differs_in_case", m.name, "line", at)
		}
	}
	seen[fold(p)] = p
	if systemFile(p) {
		v.warn("bag_system_file", m.name, "line", at)
	}
}

// decode undoes the escapes of a path: line breaks, and from 1.0 on the percent sign itself.
func (v *validator) decode(p string) string {
	pairs := []string{"%0A", "\n", "%0a", "\n", "%0D", "\r", "%0d", "\r"}
	if v.decl.one() {
		pairs = append(pairs, "%25", "%")
	}
	return strings.NewReplacer(pairs...).Replace(p)
}

var notLocal = regexp.MustCompile(`^[A-Za-z]:|^%[^%/]+%`)

// inScope reports whether a path stays in the bag on every system: relative, without parent steps, drives, shares, user folders or
// environment variables.
func inScope(p string) bool {
	if p == "" || p[0] == '/' || p[0] == '~' || strings.ContainsAny(p, "\\\x00") || notLocal.MatchString(p) {
		return false
	}
	return !slices.Contains(strings.Split(p, "/"), "..")
}
