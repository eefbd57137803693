package object

import (
	"bytes"
	"crypto/sha256"
	"fmt"
)

// Source gives the object that a reference names.
type Source func(Ref) (any, error)

// Build writes a whole file of one revision: PDF 1.7 with what is reachable from root and info, renumbered in the order it is met, and
// a cross-reference table. The identifier is a digest of the content, so the same objects give the same bytes.
func Build(root, info Ref, source Source) ([]byte, error) {
	b := &builder{source: source, numbers: map[Ref]int{}}
	b.w.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") // bytes above 127: not a text file
	out := writer{Buffer: &b.w, ref: b.number}
	trailer := NewDict("Root", b.number(root), "Info", b.number(info))
	for i := 0; i < len(b.queue); i++ {
		v, err := source(b.queue[i])
		if err != nil {
			return nil, fmt.Errorf("write object %d: %w", b.queue[i].Num, err)
		}
		b.offsets = append(b.offsets, b.w.Len())
		fmt.Fprintf(&b.w, "%d 0 obj\n", i+1)
		out.object(v)
		b.w.WriteString("\nendobj\n")
	}
	sum := sha256.Sum256(b.w.Bytes())
	start := b.w.Len()
	size := len(b.queue) + 1
	fmt.Fprintf(&b.w, "xref\n0 %d\n0000000000 65535 f \n", size)
	for _, at := range b.offsets {
		fmt.Fprintf(&b.w, "%010d 00000 n \n", at)
	}
	trailer.Set("Size", size)
	trailer.Set("ID", Array{String(sum[:16]), String(sum[:16])})
	b.w.WriteString("trailer\n")
	Write(&b.w, trailer)
	fmt.Fprintf(&b.w, "\nstartxref\n%d\n%%%%EOF\n", start)
	return b.w.Bytes(), nil
}

type builder struct {
	w       bytes.Buffer
	source  Source
	queue   []Ref
	numbers map[Ref]int
	offsets []int
}

// number gives a reference its number in the new file, and remembers to write what it names.
func (b *builder) number(r Ref) Ref {
	n, ok := b.numbers[r]
	if !ok {
		b.queue = append(b.queue, r)
		n = len(b.queue)
		b.numbers[r] = n
	}
	return Ref{n, 0}
}
