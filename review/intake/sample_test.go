package intake_test

import (
	"bytes"
	"io/fs"
	"path"
	"strings"
	"sync"
	"testing"

	"shinsa/assets"
	"shinsa/review/civil"
	"shinsa/review/criteria"
	"shinsa/review/intake"
	"shinsa/review/intake/probe"
)

// shipped is the sample edition, read once: editions are immutable.
var shipped = sync.OnceValues(func() (*criteria.Edition, error) {
	b, err := assets.Criteria(assets.SampleCriteria)
	if err != nil {
		return nil, err
	}
	return criteria.Parse(b)
})

func edition(t testing.TB) *criteria.Edition {
	t.Helper()
	e, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// sample returns the package of a sample dossier as received on a day.
func sample(t testing.TB, name, received string) intake.Package {
	t.Helper()
	fsys, err := assets.Sample(name)
	if err != nil {
		t.Fatal(err)
	}
	p := intake.Package{Received: civil.MustParse(received), Edition: edition(t), Prober: probe.Reader{}}
	err = fs.WalkDir(fsys, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(fsys, file)
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(file, "evidence/"):
			p.Files = append(p.Files, intake.File{Name: path.Base(file), Size: int64(len(b)), Data: bytes.NewReader(b)})
		case strings.HasSuffix(file, ".xlsx"):
			p.Form, p.FormName = b, file
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func read(t testing.TB, p intake.Package) *intake.Application {
	t.Helper()
	app, err := intake.Read(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	return app
}
