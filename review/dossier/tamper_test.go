package dossier_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"crypto/sha512"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shinsa/review/dossier"
	"shinsa/review/fault"
	"shinsa/review/seal"
)

// file is one entry of an archive taken apart.
type file struct {
	name   string
	body   []byte
	method uint16
}

func takeApart(t testing.TB, b []byte) []file {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	must(t, err)
	var out []file
	for _, f := range zr.File {
		r, err := f.Open()
		must(t, err)
		body, err := io.ReadAll(r)
		must(t, err)
		out = append(out, file{f.Name, body, f.Method})
	}
	return out
}

// putTogether writes the archive as a parcel's writer would, so that only the change that is tested differs.
func putTogether(t testing.TB, files []file) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: f.method, Modified: noon}
		h.SetMode(0o644)
		e, err := w.CreateHeader(h)
		must(t, err)
		_, err = e.Write(f.body)
		must(t, err)
	}
	must(t, w.Close())
	return b.Bytes()
}

// edit changes one file of a parcel in place.
func edit(files []file, name string, change func([]byte) []byte) {
	for i := range files {
		if strings.HasSuffix(files[i].name, "/"+name) {
			files[i].body = change(bytes.Clone(files[i].body))
		}
	}
}

// rehash makes manifests and tag manifests agree with the files again, as an attacker would: only the signature cannot follow.
func rehash(files []file) {
	base, _, _ := strings.Cut(files[0].name, "/")
	for _, alg := range []string{"sha256", "sha512"} {
		sum := func(b []byte) string {
			if alg == "sha256" {
				return fmt.Sprintf("%x", sha256.Sum256(b))
			}
			return fmt.Sprintf("%x", sha512.Sum512(b))
		}
		edit(files, "manifest-"+alg+".txt", func([]byte) []byte { return manifestOf(files, base, sum, true) })
	}
	for _, alg := range []string{"sha256", "sha512"} {
		sum := func(b []byte) string {
			if alg == "sha256" {
				return fmt.Sprintf("%x", sha256.Sum256(b))
			}
			return fmt.Sprintf("%x", sha512.Sum512(b))
		}
		edit(files, "tagmanifest-"+alg+".txt", func([]byte) []byte { return manifestOf(files, base, sum, false) })
	}
}

func manifestOf(files []file, base string, sum func([]byte) string, payload bool) []byte {
	var lines []string
	for _, f := range files {
		name := strings.TrimPrefix(f.name, base+"/")
		tag := !strings.HasPrefix(name, "data/") && !strings.HasPrefix(name, "tagmanifest") && name != "signature.p7s"
		if payload && strings.HasPrefix(name, "data/") || !payload && tag {
			lines = append(lines, sum(f.body)+"  "+name+"\n")
		}
	}
	slices.SortFunc(lines, func(a, b string) int { return strings.Compare(a[strings.Index(a, " "):], b[strings.Index(b, " "):]) })
	return []byte(strings.Join(lines, ""))
}

func TestCheck_Tampering(t *testing.T) {
	pp := newPeople(t)
	good, _ := create(t, pp.sealedDossier(), pp.office)
	swap := func(old, new string) func([]byte) []byte {
		return func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(new), 1) }
	}
	for _, c := range []struct {
		name    string
		change  func(f []file) []file
		want    []string // codes that have to be there
		verdict seal.Verdict
	}{
		{"put together again as it was", func(f []file) []file { return f }, nil, seal.Genuine},
		{"other folder name", func(f []file) []file {
			for i := range f {
				f[i].name = "x/" + f[i].name[strings.Index(f[i].name, "/")+1:]
			}
			return f
		}, nil, seal.Genuine},
		{"cover changed", func(f []file) []file { edit(f, "data/cover.json", swap("cover", "Cover")); return f }, []string{"bag_digest_differs"}, seal.Altered},
		{"cover changed, digests too", func(f []file) []file {
			edit(f, "data/cover.json", swap("cover", "Cover"))
			rehash(f)
			return f
		}, []string{"seal_content_altered"}, seal.Altered},
		{"cover longer, digests too", func(f []file) []file {
			edit(f, "data/cover.json", swap("}", " }"))
			rehash(f)
			return f
		}, []string{"parcel_size_differs", "bag_oxum_differs", "seal_content_altered"}, seal.Altered},
		{
			"other recipient", func(f []file) []file { edit(f, "parcel.json", swap("m-2f61a0c4", "m-99999999")); rehash(f); return f },
			[]string{"parcel_not_for_us", "seal_content_altered"},
			seal.Invalid,
		},
		{
			"other sender", func(f []file) []file { edit(f, "parcel.json", swap("o-11aa22bb", "o-00000000")); rehash(f); return f },
			[]string{"parcel_sender_differs", "seal_content_altered"},
			seal.Invalid,
		},
		{
			"kind changed", func(f []file) []file { edit(f, "parcel.json", swap(`"dossier"`, `"opinion"`)); rehash(f); return f },
			[]string{"seal_role_not_allowed", "seal_content_altered"},
			seal.Invalid,
		},
		{
			"signature cut", func(f []file) []file {
				edit(f, "signature.p7s", func(b []byte) []byte { return b[:len(b)-9] })
				return f
			},
			[]string{"seal_malformed"},
			seal.Invalid,
		},
		{"signature gone", func(f []file) []file { return drop(f, "signature.p7s") }, []string{"parcel_unsigned"}, seal.Unsigned},
		{"file gone", func(f []file) []file { return drop(f, "data/cover.json") }, []string{"bag_file_missing", "bag_oxum_differs"}, seal.Altered},
		{"file added", func(f []file) []file { return add(f, "data/extra.txt") }, []string{"bag_file_unlisted", "parcel_file_undeclared"}, seal.Altered},
		{
			"file added and listed", func(f []file) []file { f = add(f, "data/extra.txt"); rehash(f); return f },
			[]string{"parcel_file_undeclared", "seal_content_altered"},
			seal.Altered,
		},
		{"tag file added", func(f []file) []file { return add(f, "readme.txt") }, []string{"parcel_file_unexpected"}, seal.Altered},
		{"fetch list", func(f []file) []file { return add(f, "fetch.txt") }, []string{"parcel_file_unexpected", "bag_fetch_line"}, seal.Invalid},
		{
			"weaker manifests only", func(f []file) []file { return drop(drop(f, "manifest-sha512.txt"), "tagmanifest-sha512.txt") },
			[]string{"bag_file_missing"},
			seal.Invalid,
		},
		{"tag manifest silent about the header", func(f []file) []file {
			edit(f, "tagmanifest-sha512.txt", func(b []byte) []byte { return b[:bytes.LastIndexByte(b[:len(b)-1], '\n')+1] })
			return f
		}, []string{"parcel_layout"}, seal.Invalid},
		{"older BagIt", func(f []file) []file { edit(f, "bagit.txt", swap("1.0", "0.97")); return f }, []string{"parcel_layout", "bag_digest_differs"}, seal.Invalid},
		{"body compressed", func(f []file) []file {
			for i := range f {
				if strings.HasSuffix(f[i].name, "body.age") {
					f[i].method = zip.Deflate
				}
			}
			return f
		}, []string{"parcel_layout"}, seal.Invalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := putTogether(t, c.change(takeApart(t, good)))
			p, l := check(b, pp.trust())
			openSays(t, pp, b)
			for _, code := range c.want {
				if !l.Has(code) {
					t.Errorf("no %s in %v", code, l.Codes())
				}
			}
			if len(c.want) == 0 && len(l) > 0 {
				t.Errorf("in order, but %v", l.Codes())
			}
			if v := dossier.Verdict(p, l); v != c.verdict {
				t.Errorf("%s, want %s: %v", v, c.verdict, l.Codes())
			}
			if p != nil && len(c.want) > 0 {
				if _, err := p.Open("cover.json"); err == nil {
					t.Error("content of a refused parcel can be read")
				}
				if body, l := p.Unseal(pp.trust(), pp.box); body != nil || !l.Has("parcel_refused") {
					t.Error("body of a refused parcel can be opened")
				}
			}
		})
	}
}

func drop(f []file, name string) []file {
	return slices.DeleteFunc(f, func(x file) bool { return strings.HasSuffix(x.name, "/"+name) })
}

func add(f []file, name string) []file {
	base, _, _ := strings.Cut(f[0].name, "/")
	return append(f, file{base + "/" + name, []byte("x\n"), zip.Deflate})
}

func TestCheck_Headers(t *testing.T) {
	pp := newPeople(t)
	good, _ := create(t, pp.sealedDossier(), pp.office)
	for old, c := range map[string]struct{ new, want string }{
		`"format":"shinsa/parcel"`: {`"format":"other/parcel"`, "parcel_format_unknown"},
		`"version":1`:              {`"version":2`, "parcel_version_unknown"},
		`"round":1`:                {`"round":1,"round":1`, "json_duplicate_key"},
		`{"case"`:                  {` {"case"`, "json_not_canonical"},
		`"seq":7`:                  {`"seq":9007199254740993`, "json_number"},
		`"kind":"dossier"`:         {`"kind":"Dossier"`, "parcel_kind_unknown"},
		`"gate":"recorded"`:        {`"gate":"open"`, "parcel_gate_unknown"},
		`"name":"事務局"`:             {"\"name\":\"\xff\"", "json_utf8"},
		`"sender"`:                 {`"a":` + strings.Repeat("[", 9) + strings.Repeat("]", 9) + `,"sender"`, "json_depth"},
		`"recipient"`:              {`"Recipient":{},"recipient"`, "json_key_case"},
		`,"sealed"`:                {strings.Repeat(" ", 5<<20) + `,"sealed"`, "parcel_file_too_large"},
		`"files":[`:                {`"files":[` + strings.Repeat(`{},`, 300_000), "json_too_many_values"},
	} {
		f := takeApart(t, good)
		edit(f, "parcel.json", func(b []byte) []byte { return bytes.Replace(b, []byte(old), []byte(c.new), 1) })
		rehash(f)
		if _, l := check(putTogether(t, f), pp.trust()); !l.Has(c.want) {
			t.Errorf("%.40s: %v, want %s", c.new, l.Codes(), c.want)
		}
	}
	f := takeApart(t, good)
	edit(f, "parcel.json", func(b []byte) []byte {
		noise := make([]byte, 3<<20)
		rand.NewChaCha8([32]byte{}).Read(noise)
		return fmt.Appendf(nil, `{"a":"%x",%s`, noise, b[1:])
	})
	if _, l := check(putTogether(t, f), pp.trust()); !l.Has("parcel_file_too_large") {
		t.Errorf("a header of six megabytes: %v", l.Codes())
	}
	// A field of a later version of the same number is kept and reported, and nothing else stands against the header.
	f = takeApart(t, good)
	edit(f, "parcel.json", func(b []byte) []byte {
		return bytes.Replace(b, []byte(`"version":1`), []byte(`"version":1,"zeal":{"x":1}`), 1)
	})
	rehash(f)
	p, l := check(putTogether(t, f), pp.trust())
	if !cmp.Equal(p.Unknown, []string{"/zeal"}) || !cmp.Equal(l.Codes(), []string{"seal_content_altered"}) {
		t.Errorf("%v, %v", p.Unknown, l.Codes())
	}
}

// The sealed part of one dossier inside another, both signed by the secretariat: the header inside says where it belongs.
func TestUnseal_BodyOfAnother(t *testing.T) {
	pp := newPeople(t)
	o := pp.sealedDossier()
	o.Case = "C2026-0002"
	other, _ := create(t, o, pp.office)
	var stolen []byte
	for _, f := range takeApart(t, other) {
		if strings.HasSuffix(f.name, "body.age") {
			stolen = f.body
		}
	}
	// The office signs a parcel whose body is not its own: only a fault of its program could.
	o = pp.sealedDossier()
	f := takeApart(t, func() []byte { b, _ := create(t, o, pp.office); return b }())
	edit(f, "data/body.age", func([]byte) []byte { return stolen })
	edit(f, "parcel.json", func(b []byte) []byte { return replaceSize(b, len(stolen)) })
	edit(f, "bag-info.txt", func(b []byte) []byte { return b[:bytes.Index(b, []byte("Payload-Oxum"))] })
	rehash(f)
	resign(t, f, pp.office)
	p, l := check(putTogether(t, f), pp.trust())
	if len(l) != 0 {
		t.Fatal(l)
	}
	if _, l := p.Unseal(pp.trust(), pp.box); !l.Has("parcel_body_of_another") {
		t.Errorf("%v", l)
	}
	openSays(t, pp, putTogether(t, f))
}

func resign(t testing.TB, files []file, s *seal.Signer) {
	t.Helper()
	var signed []byte
	edit(files, "tagmanifest-sha256.txt", func(b []byte) []byte { signed = b; return b })
	sig, err := s.Detached(bytes.NewReader(signed), noon)
	must(t, err)
	edit(files, "signature.p7s", func([]byte) []byte { return sig })
}

func TestUnseal_DamagedBody(t *testing.T) {
	pp := newPeople(t)
	for name, change := range map[string]func([]byte) []byte{
		"cut at a chunk": func(b []byte) []byte { return b[:len(b)-65_552] },
		"cut":            func(b []byte) []byte { return b[:len(b)-1] },
		"header":         func(b []byte) []byte { b[3] ^= 1; return b },
		"middle":         func(b []byte) []byte { b[len(b)/2] ^= 1; return b },
		"end":            func(b []byte) []byte { b[len(b)-1] ^= 1; return b },
		"empty":          func([]byte) []byte { return nil },
	} {
		good, _ := create(t, pp.sealedDossier(), pp.office)
		f := takeApart(t, good)
		var size int
		edit(f, "data/body.age", func(b []byte) []byte { b = change(b); size = len(b); return b })
		edit(f, "parcel.json", func(b []byte) []byte { return replaceSize(b, size) })
		edit(f, "bag-info.txt", func(b []byte) []byte { return b[:bytes.Index(b, []byte("Payload-Oxum"))] })
		rehash(f)
		resign(t, f, pp.office)
		p, l := check(putTogether(t, f), pp.trust())
		if l.Count(fault.Must) != 0 {
			t.Fatalf("%s: %v", name, l.Codes())
		}
		openSays(t, pp, putTogether(t, f))
		body, l := p.Unseal(pp.trust(), pp.box)
		if l.Count(fault.Must) == 0 {
			t.Errorf("%s: opened", name)
		}
		if body != nil {
			if _, err := body.Open("application.json"); err == nil {
				t.Errorf("%s: content of a damaged body can be read", name)
			}
		}
	}
}

func replaceSize(b []byte, size int) []byte {
	i := bytes.Index(b, []byte(`"size":`)) + len(`"size":`)
	j := i + bytes.IndexByte(b[i:], '}')
	return slices.Concat(b[:i], []byte(fmt.Sprint(size)), b[j:])
}

// One flipped bit anywhere in the file is noticed, or changes nothing that counts: then everything reads as it was written.
func TestCheck_FlippedBits(t *testing.T) {
	pp := newPeople(t)
	o := pp.sealedDossier()
	o.Sealed = o.Sealed[:1]
	good, id := create(t, o, pp.office)
	rnd := rand.New(rand.NewPCG(1, 2))
	quiet := 0
	for i := 0; i < len(good); i += 1 + rnd.IntN(12) {
		b := bytes.Clone(good)
		b[i] ^= 1 << rnd.IntN(8)
		p, l := check(b, pp.trust())
		if l.Count(fault.Must) > 0 {
			continue
		}
		quiet++
		cover, err := p.ReadFile("cover.json", 100)
		if err != nil || p.ID != id || string(cover) != `{"format":"shinsa/cover","version":1}` {
			t.Fatalf("byte %d: accepted with other content", i)
		}
	}
	// Times, version numbers, attributes and data descriptors of the archive, and the name of its folder where it stands twice.
	if quiet > len(good)/6/8 {
		t.Errorf("%d of some %d bytes may change unnoticed", quiet, len(good)/6)
	}
}
