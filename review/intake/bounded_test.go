package intake_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"shinsa/review/civil"
	"shinsa/review/fault"
	"shinsa/review/intake"
	"shinsa/review/intake/mess"
)

// The bounds of reading one form, whatever it is. Time is five seconds on a machine of its own; tests share theirs.
const (
	mostMemory = 256 << 20
	mostTime   = 30 * time.Second
)

// bounded reads a form and fails the test when it takes more time or memory than any form may.
func bounded(t *testing.T, form []byte) (*intake.Application, error) {
	t.Helper()
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	stop, peak := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				peak <- most
				return
			case <-tick.C:
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				most = max(most, m.HeapInuse)
			}
		}
	}()
	start := time.Now()
	app, err := intake.Read(t.Context(), intake.Package{Form: form, FormName: "form", Received: civil.MustParse("2026-04-21"), Edition: edition(t)})
	took := time.Since(start)
	close(stop)
	most := <-peak
	t.Logf("%v, at most %d MiB in use", took.Round(time.Millisecond), most>>20)
	if took > mostTime || most > before.HeapInuse+mostMemory {
		t.Errorf("took %v and %d MiB", took, (most-before.HeapInuse)>>20)
	}
	return app, err
}

// long is a pattern repeated to the most characters a cell holds.
func long(pattern string) string {
	return strings.Repeat(pattern, 32_000/len([]rune(pattern)))
}

// TestHostileAnswers: answers made to cost time, in every row of FormB, are read within bounds.
func TestHostileAnswers(t *testing.T) {
	for _, pattern := range []string{"(", "1、", "あり（", "資料1 p.1、"} {
		t.Run(pattern, func(t *testing.T) {
			s := mess.NewSheet("申請書B")
			for i, head := range []string{"No", "審査対象項目", "情報開示内容", "根拠資料番号"} {
				s.Put(1, i+1, mess.Words(head))
			}
			text := long(pattern)
			for i, it := range edition(t).Items() {
				s.Put(i+2, 1, mess.Words(string(it.ID)))
				s.Put(i+2, 2, mess.Words(it.Title.JA))
				s.Put(i+2, 3, mess.Words(text))
				s.Put(i+2, 4, mess.Words(text))
			}
			b, err := (&mess.Book{Sheets: []*mess.Sheet{s}}).XLSX(mess.Dialect{})
			if err != nil {
				t.Fatal(err)
			}
			if app, err := bounded(t, b); err != nil || len(app.Answers) != len(edition(t).Items()) {
				t.Errorf("Read = %v", err)
			}
		})
	}
}

// TestHostileFiles: files of other kinds made to cost memory are read or refused within bounds.
func TestHostileFiles(t *testing.T) {
	sheet := mess.NewSheet("申請書B")
	sheet.Put(1, 1, mess.Words(strings.Repeat("x", 200_000)))
	wide, err := (&mess.Book{Sheets: []*mess.Sheet{sheet}}).XLSX(mess.Dialect{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		b    []byte
	}{
		{"a cell longer than any", wide},
		{"a text file of one field", []byte(`"` + strings.Repeat("x", 16<<20) + `"`)},
		{"a text file of commas", []byte(strings.Repeat(",", 16<<20))},
		{"a text file of short lines", []byte(strings.Repeat("1,2\n", 4<<20))},
		{"a text file of quotes", []byte(strings.Repeat(`""`, 8<<20))},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := bounded(t, c.b); fault.KindOf(err) != fault.Invalid {
				t.Errorf("Read = %v", err)
			}
		})
	}
}
