package sheet

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"shinsa/review/paper/typeface"
)

// errUnexpected is returned when the PDF writer's output is not as this package knows it.
var errUnexpected = errors.New("pdf is not as its writer makes it")

// toUnicode writes the map that leads every code of a font back to the characters it stands for.
func toUnicode(used map[uint16]typeface.GID, private map[rune]string) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for block := range slices.Chunk(slices.Sorted(maps.Keys(used)), 100) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for _, code := range block {
			text, ok := private[rune(code)]
			if !ok {
				text = string(rune(code))
			}
			fmt.Fprintf(&b, "<%04X> <%X>\n", code, utf16Text(text)[2:])
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// What the writer puts in place of each font's map: always the same, and wrong beyond the basic plane.
var (
	mapStart = []byte("stream\n/CIDInit /ProcSet findresource begin")
	mapEnd   = []byte("\nendstream")
)

// repairUnicode puts the true maps in place of the writer's, in the order of the fonts, and corrects the table of offsets.
func repairUnicode(pdf []byte, cmaps [][]byte) ([]byte, error) {
	var out bytes.Buffer
	out.Grow(len(pdf))
	var moved []shift
	rest := 0
	for _, cmap := range cmaps {
		at := bytes.Index(pdf[rest:], mapStart)
		if at < 0 {
			return nil, fmt.Errorf("find character map: %w", errUnexpected)
		}
		at += rest
		dict := bytes.LastIndex(pdf[:at], []byte("<</Length "))
		end := bytes.Index(pdf[at:], mapEnd)
		if dict < rest || end < 0 {
			return nil, fmt.Errorf("find character map's bounds: %w", errUnexpected)
		}
		end += at
		packed, err := deflate(cmap)
		if err != nil {
			return nil, err
		}
		out.Write(pdf[rest:dict])
		fmt.Fprintf(&out, "<</Length %d/Filter /FlateDecode>>\nstream\n", len(packed))
		out.Write(packed)
		rest = end
		moved = append(moved, shift{from: end, by: out.Len() - end})
	}
	return appendXref(&out, pdf, rest, moved)
}

// shift says by how much everything from an offset on has moved.
type shift struct{ from, by int }

func moveOffset(moved []shift, at int) int {
	by := 0
	for _, s := range moved {
		if at >= s.from {
			by = s.by
		}
	}
	return at + by
}

// appendXref copies what is left of pdf and corrects its cross-reference table and the pointer to it.
func appendXref(out *bytes.Buffer, pdf []byte, rest int, moved []shift) ([]byte, error) {
	xref := bytes.LastIndex(pdf, []byte("\nxref\n"))
	start := bytes.LastIndex(pdf, []byte("startxref\n"))
	if xref < rest || start < xref {
		return nil, fmt.Errorf("find cross-reference table: %w", errUnexpected)
	}
	trailer := bytes.Index(pdf[xref:], []byte("trailer\n")) + xref
	out.Write(pdf[rest : xref+1])
	for line := range bytes.Lines(pdf[xref+1 : trailer]) {
		if len(line) == 20 && line[17] == 'n' {
			at, err := strconv.Atoi(string(line[:10]))
			if err != nil {
				return nil, fmt.Errorf("read cross-reference: %w", errUnexpected)
			}
			fmt.Fprintf(out, "%010d%s", moveOffset(moved, at), line[10:])
			continue
		}
		out.Write(line)
	}
	out.Write(pdf[trailer:start])
	fmt.Fprintf(out, "startxref\n%d\n%%%%EOF\n", moveOffset(moved, xref+1))
	return out.Bytes(), nil
}

func deflate(b []byte) ([]byte, error) {
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("compress: %w", err)
	}
	return out.Bytes(), nil
}
