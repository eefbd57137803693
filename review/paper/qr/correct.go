package qr

// The field of 256 elements over x⁸+x⁴+x³+x²+1, by exponents and logarithms of its generator 2.
var exps, logs = func() (e [510]byte, l [256]int) {
	x := 1
	for i := range 255 {
		e[i], e[i+255] = byte(x), byte(x)
		l[x] = i
		if x <<= 1; x > 255 {
			x ^= 0x11D
		}
	}
	return e, l
}()

func multiply(a, b byte) byte {
	if a == 0 || b == 0 {
		return 0
	}
	return exps[logs[a]+logs[b]]
}

// divisor is the product of x−2⁰ to x−2ⁿ⁻¹, without its leading one.
func divisor(n int) []byte {
	d := make([]byte, n)
	d[n-1] = 1
	root := byte(1)
	for range n {
		for j := range d {
			d[j] = multiply(d[j], root)
			if j+1 < n {
				d[j] ^= d[j+1]
			}
		}
		root = multiply(root, 2)
	}
	return d
}

// remainder is what dividing data by a divisor leaves: the correction codewords of Reed and Solomon.
func remainder(data, d []byte) []byte {
	r := make([]byte, len(d), len(d)+len(data))
	for _, b := range data {
		factor := b ^ r[0]
		r = append(r[1:], 0)
		if factor == 0 {
			continue
		}
		log := logs[factor]
		for i, c := range d {
			if c != 0 {
				r[i] ^= exps[log+logs[c]]
			}
		}
	}
	return r
}

// interleave divides the data into blocks, gives each its correction, and lays them between each other.
func interleave(v version, data []byte) []byte {
	n, d := blocks[v], divisor(correction[v])
	short := len(data) / n
	long := len(data) % n // so many blocks, the last ones, are longer by one
	parts, checks := make([][]byte, n), make([][]byte, n)
	for i := range n {
		size := short
		if i >= n-long {
			size++
		}
		parts[i], data = data[:size], data[size:]
		checks[i] = remainder(parts[i], d)
	}
	out := make([]byte, 0, v.codewords())
	for k := range short + 1 {
		for _, p := range parts {
			if k < len(p) {
				out = append(out, p[k])
			}
		}
	}
	for k := range d {
		for _, c := range checks {
			out = append(out, c[k])
		}
	}
	return out
}
