package object

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
)

// Update collects objects that are new or take the place of older ones, and appends them to the file as one more revision (7.5.6).
type Update struct {
	file    *File
	objects map[int]any
	gens    map[int]int
	next    int
	offsets map[int]int
}

// Update begins a revision after f.
func (f *File) Update() *Update {
	next := 1
	for n := range f.xref {
		next = max(next, n+1)
	}
	if size, ok := Int(f.trailer.Get("Size")); ok && size <= maxNumber {
		next = max(next, size)
	}
	return &Update{file: f, objects: map[int]any{}, gens: map[int]int{}, next: next, offsets: map[int]int{}}
}

// Add gives a new object its number.
func (u *Update) Add(v any) Ref {
	r := Ref{u.next, 0}
	u.objects[u.next] = v
	u.next++
	return r
}

// Set puts v in the place of the object that r names.
func (u *Update) Set(r Ref, v any) {
	u.objects[r.Num], u.gens[r.Num] = v, r.Gen
}

// Offset is where an object of the revision stands in what Bytes returned.
func (u *Update) Offset(r Ref) int { return u.offsets[r.Num] }

// Bytes returns the file with the revision appended: every byte of before, then the objects in order of their numbers, then a
// cross-reference section of the kind the file had. The second half of the file identifier becomes a digest of the revision.
func (u *Update) Bytes() []byte {
	var w bytes.Buffer
	w.Grow(len(u.file.data) + 1<<16)
	w.Write(u.file.data)
	if last := u.file.data[len(u.file.data)-1]; last != '\n' && last != '\r' {
		w.WriteByte('\n')
	}
	numbers := make([]int, 0, len(u.objects)+1)
	for n := range u.objects {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		u.offsets[n] = w.Len()
		fmt.Fprintf(&w, "%d %d obj\n", n, u.gens[n])
		Write(&w, u.objects[n])
		w.WriteString("\nendobj\n")
	}
	start := w.Len()
	if u.file.stream {
		u.streamSection(&w, numbers)
	} else {
		u.tableSection(&w, numbers)
	}
	fmt.Fprintf(&w, "\nstartxref\n%d\n%%%%EOF\n", start)
	return w.Bytes()
}

func (u *Update) trailer(size int, revision []byte) *Dict {
	old := u.file.trailer
	d := NewDict("Size", size, "Root", old.Get("Root"), "Info", old.Get("Info"), "Prev", u.file.start)
	if id, ok := old.Get("ID").(Array); ok && len(id) == 2 {
		sum := sha256.Sum256(revision)
		d.Set("ID", Array{id[0], String(sum[:16])})
	}
	return d
}

func (u *Update) tableSection(w *bytes.Buffer, numbers []int) {
	revision := w.Bytes()[len(u.file.data):]
	trailer := u.trailer(u.next, revision)
	w.WriteString("xref\n")
	for run := range runs(numbers) {
		fmt.Fprintf(w, "%d %d\n", run[0], len(run))
		for _, n := range run {
			fmt.Fprintf(w, "%010d %05d n \n", u.offsets[n], u.gens[n])
		}
	}
	w.WriteString("trailer\n")
	Write(w, trailer)
}

func (u *Update) streamSection(w *bytes.Buffer, numbers []int) {
	self := u.next
	trailer := u.trailer(self+1, w.Bytes()[len(u.file.data):])
	u.offsets[self] = w.Len()
	var data []byte
	index := Array{}
	for run := range runs(append(slices.Clone(numbers), self)) {
		index = append(index, run[0], len(run))
		for _, n := range run {
			at, gen := u.offsets[n], u.gens[n]
			data = append(data, 1, byte(at>>24), byte(at>>16), byte(at>>8), byte(at), byte(gen>>8), byte(gen))
		}
	}
	d := NewDict("Type", Name("XRef"), "W", Array{1, 4, 2}, "Index", index)
	for _, k := range trailer.Keys() {
		d.Set(k, trailer.Get(k))
	}
	fmt.Fprintf(w, "%d 0 obj\n", self)
	Write(w, Flate(d, data))
	w.WriteString("\nendobj")
}

// runs yields the stretches of consecutive numbers.
func runs(numbers []int) func(func([]int) bool) {
	return func(yield func([]int) bool) {
		for from, i := 0, 1; i <= len(numbers); i++ {
			if i < len(numbers) && numbers[i] == numbers[i-1]+1 {
				continue
			}
			if !yield(numbers[from:i]) {
				return
			}
			from = i
		}
	}
}
