package qr

// drawing is a code before it is masked.
type drawing struct {
	version version
	size    int
	dark    []bool
	pattern []bool // modules that are no data
}

// newDrawing draws the patterns of a version and keeps room for the format.
func newDrawing(v version) *drawing {
	n := v.size()
	d := &drawing{version: v, size: n, dark: make([]bool, n*n), pattern: make([]bool, n*n)}
	for i := range n {
		d.set(6, i, i%2 == 0)
		d.set(i, 6, i%2 == 0)
	}
	d.finder(3, 3)
	d.finder(3, n-4)
	d.finder(n-4, 3)
	at := d.alignments()
	for i, row := range at {
		for j, column := range at {
			corner := i == 0 && (j == 0 || j == len(at)-1) || i == len(at)-1 && j == 0
			if !corner {
				d.alignment(row, column)
			}
		}
	}
	d.format(0)
	d.number()
	return d
}

func (d *drawing) set(row, column int, dark bool) {
	d.dark[row*d.size+column] = dark
	d.pattern[row*d.size+column] = true
}

// finder draws a finder with the white around it.
func (d *drawing) finder(row, column int) {
	for dr := -4; dr <= 4; dr++ {
		for dc := -4; dc <= 4; dc++ {
			r, c := row+dr, column+dc
			if ring := max(dr, -dr, dc, -dc); r >= 0 && r < d.size && c >= 0 && c < d.size {
				d.set(r, c, ring != 2 && ring != 4)
			}
		}
	}
}

func (d *drawing) alignment(row, column int) {
	for dr := -2; dr <= 2; dr++ {
		for dc := -2; dc <= 2; dc++ {
			d.set(row+dr, column+dc, max(dr, -dr, dc, -dc) != 1)
		}
	}
}

// alignments are the rows, and columns, of the middles of alignment patterns.
func (d *drawing) alignments() []int {
	n := d.version.alignments()
	if n == 0 {
		return nil
	}
	step := (int(d.version)*8 + n*3 + 5) / (n*4 - 4) * 2
	at := make([]int, n)
	at[0] = 6
	for i, p := n-1, d.size-7; i > 0; i, p = i-1, p-step {
		at[i] = p
	}
	return at
}

// format writes level and mask, twice, with the correction of their own (7.9).
func (d *drawing) format(mask int) {
	drawFormat(d.size, mask, d.set)
	d.set(d.size-8, 8, true)
}

func drawFormat(size, mask int, set func(row, column int, dark bool)) {
	const levelM = 0
	data := levelM<<3 | mask
	rest := data
	for range 10 {
		rest = rest<<1 ^ (rest>>9)*0x537
	}
	bits := (data<<10 | rest) ^ 0x5412
	bit := func(i int) bool { return bits>>i&1 == 1 }
	for i := range 6 {
		set(i, 8, bit(i))
		set(8, 5-i, bit(i+9))
	}
	set(7, 8, bit(6))
	set(8, 8, bit(7))
	set(8, 7, bit(8))
	for i := range 8 {
		set(8, size-1-i, bit(i))
	}
	for i := 8; i < 15; i++ {
		set(size-15+i, 8, bit(i))
	}
}

// number writes the version, twice, from version 7 on (7.10).
func (d *drawing) number() {
	if d.version < 7 {
		return
	}
	rest := int(d.version)
	for range 12 {
		rest = rest<<1 ^ (rest>>11)*0x1F25
	}
	bits := int(d.version)<<12 | rest
	for i := range 18 {
		a, b := d.size-11+i%3, i/3
		dark := bits>>i&1 == 1
		d.set(a, b, dark)
		d.set(b, a, dark)
	}
}

// place lays the codewords in columns of two modules, from the lower right up and down (7.7.3).
func (d *drawing) place(codewords []byte) {
	i := 0
	for right := d.size - 1; right > 0; right -= 2 {
		if right == 6 {
			right = 5 // the column of the timing pattern
		}
		upwards := (right+1)&2 == 0
		for k := range d.size {
			row := k
			if upwards {
				row = d.size - 1 - k
			}
			for column := right; column > right-2; column-- {
				if at := row*d.size + column; !d.pattern[at] && i < 8*len(codewords) {
					d.dark[at] = codewords[i>>3]>>(7-i&7)&1 == 1
					i++
				}
			}
		}
	}
}

// masks tell which modules a mask turns over (table 10).
var masks = [8]func(row, column int) bool{
	func(r, c int) bool { return (r+c)%2 == 0 },
	func(r, _ int) bool { return r%2 == 0 },
	func(_, c int) bool { return c%3 == 0 },
	func(r, c int) bool { return (r+c)%3 == 0 },
	func(r, c int) bool { return (r/2+c/3)%2 == 0 },
	func(r, c int) bool { return r*c%2+r*c%3 == 0 },
	func(r, c int) bool { return (r*c%2+r*c%3)%2 == 0 },
	func(r, c int) bool { return ((r+c)%2+r*c%3)%2 == 0 },
}

// period is after how many modules every mask repeats itself.
const period = 12

// matrix is the modules of a code, by rows and by columns.
type matrix struct {
	size          int
	rows, columns []line
}

func newMatrix(size int) matrix { return matrix{size, make([]line, size), make([]line, size)} }

func (m matrix) set(row, column int, dark bool) {
	m.rows[row].put(column, dark)
	m.columns[column].put(row, dark)
}

// matrices returns the modules before masking, and those that are data.
func (d *drawing) matrices() (plain, data matrix) {
	plain, data = newMatrix(d.size), newMatrix(d.size)
	for r := range d.size {
		for c := range d.size {
			at := r*d.size + c
			if d.dark[at] {
				plain.set(r, c, true)
			}
			if !d.pattern[at] {
				data.set(r, c, true)
			}
		}
	}
	return plain, data
}

// masked turns the data over by a mask and writes the format that names it.
func (m matrix) masked(data matrix, mask int) matrix {
	out := newMatrix(m.size)
	turned := tiles[mask]
	for i := range m.size {
		out.rows[i] = m.rows[i].xor(turned.rows[i%period].and(data.rows[i]))
		out.columns[i] = m.columns[i].xor(turned.columns[i%period].and(data.columns[i]))
	}
	drawFormat(m.size, mask, out.set)
	return out
}

// tiles are the first rows and columns of every mask, which then come again.
var tiles = func() (out [8]matrix) {
	for mask, turns := range masks {
		m := matrix{rows: make([]line, period), columns: make([]line, period)}
		for i := range period {
			for k := range lastVersion.size() {
				m.rows[i].put(k, turns(i, k))
				m.columns[i].put(k, turns(k, i))
			}
		}
		out[mask] = m
	}
	return out
}()
