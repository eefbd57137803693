package qr

import "math/bits"

// The weights of the four faults of a masked code (ISO/IEC 18004, 7.8.3.1).
const (
	weightRun    = 3
	weightBlock  = 3
	weightFinder = 40
	weightShare  = 10
)

// line is a row or a column, its first module in the lowest bit: the faults of a whole line are counted a word at a time.
type line [3]uint64

func (l line) dark(i int) bool { return l[i>>6]>>(i&63)&1 == 1 }

func (l *line) put(i int, dark bool) {
	l[i>>6] &^= 1 << (i & 63)
	if dark {
		l[i>>6] |= 1 << (i & 63)
	}
}

// down moves every module k places, below a word, towards the first.
func (l line) down(k int) line {
	return line{l[0]>>k | l[1]<<(64-k), l[1]>>k | l[2]<<(64-k), l[2] >> k}
}

func (l line) and(m line) line { return line{l[0] & m[0], l[1] & m[1], l[2] & m[2]} }
func (l line) xor(m line) line { return line{l[0] ^ m[0], l[1] ^ m[1], l[2] ^ m[2]} }
func (l line) not() line       { return line{^l[0], ^l[1], ^l[2]} }

func (l line) count() int {
	return bits.OnesCount64(l[0]) + bits.OnesCount64(l[1]) + bits.OnesCount64(l[2])
}

// first is a line whose first n modules are dark.
func first(n int) line {
	var l line
	for i := range l {
		if k := min(max(n-64*i, 0), 64); k > 0 {
			l[i] = ^uint64(0) >> (64 - k)
		}
	}
	return l
}

// penalty counts what makes a code hard to read: long runs, blocks of one colour, what looks like a finder, and an uneven share of dark.
// It stops counting when it has reached enough.
func penalty(m matrix, enough int) int {
	p, count := 0, 0
	pairs := first(m.size - 1)
	for i, row := range m.rows {
		p += faults(row, m.size) + faults(m.columns[i], m.size)
		count += row.count()
		if i > 0 {
			above := row.xor(m.rows[i-1]).not()
			across := row.xor(row.down(1)).not()
			p += weightBlock * above.and(above.down(1)).and(across).and(pairs).count()
		}
		if p >= enough {
			return p
		}
	}
	total := m.size * m.size // odd, as every size is: dark and light are never even
	off := 20*count - 10*total
	return p + ((max(off, -off)+total-1)/total-1)*weightShare
}

// faults weighs the runs of five and more in a line, and its finders: dark 1:1:3:1:1 with four of white on a side.
func faults(l line, size int) int {
	same := l.xor(l.down(1)).not().and(first(size - 1)) // as the next
	two := same.and(same.down(1))
	five := two.and(two.down(2)) // where a run of five begins
	starts := five.and(line{five[0] << 1, five[1]<<1 | five[0]>>63, five[2]<<1 | five[1]>>63}.not())
	p := five.count() + (weightRun-1)*starts.count()

	light := l.not()
	core := l.and(light.down(1)).and(l.down(2)).and(l.down(3)).and(l.down(4)).and(light.down(5)).and(l.down(6))
	white := light.and(light.down(1))
	white = white.and(white.down(2))
	n := core.and(white.down(7)).and(first(size - 10)).count() // white after it
	n += white.and(core.down(4)).and(first(size - 10)).count() // white before it
	return p + weightFinder*n
}
