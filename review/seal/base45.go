package seal

import "strings"

// base45 is RFC 9285: the characters of a QR code's alphanumeric mode, in which a byte costs 8.25 bits.
const base45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"

func encode45(b []byte) string {
	var out strings.Builder
	for ; len(b) >= 2; b = b[2:] {
		n := int(b[0])<<8 | int(b[1])
		out.WriteByte(base45[n%45])
		out.WriteByte(base45[n/45%45])
		out.WriteByte(base45[n/2025])
	}
	if len(b) == 1 {
		out.WriteByte(base45[b[0]%45])
		out.WriteByte(base45[b[0]/45])
	}
	return out.String()
}

func decode45(s string) ([]byte, bool) {
	var out []byte
	for len(s) > 0 {
		n := min(3, len(s))
		v, place := 0, 1
		for i := range n {
			d := strings.IndexByte(base45, s[i])
			if d < 0 {
				return nil, false
			}
			v += d * place
			place *= 45
		}
		switch {
		case n == 3 && v <= 0xffff:
			out = append(out, byte(v>>8), byte(v))
		case n == 2 && v <= 0xff:
			out = append(out, byte(v))
		default:
			return nil, false
		}
		s = s[n:]
	}
	return out, true
}
