package evidence

import (
	"errors"
	"io"
)

// source is the file of the document at hand, as the worker has it: a stretch at a time, asked for over the link. The last stretches are
// kept, since a PDF is read in small bites all over the place.
type source struct {
	s    *server
	size int64
	kept []block // the one used last comes first
}

type block struct {
	at int64
	b  []byte
}

const (
	blockBytes = 256 << 10
	keptBlocks = 64 // 16 MB
)

func newSource(s *server, size int64) *source { return &source{s: s, size: size} }

// ReadAt implements io.ReaderAt.
func (f *source) ReadAt(p []byte, off int64) (int, error) {
	n := 0
	for n < len(p) {
		at := off + int64(n)
		if at >= f.size {
			return n, io.EOF
		}
		b, err := f.block(at / blockBytes)
		if err != nil {
			return n, err
		}
		got := copy(p[n:], b[min(int64(len(b)), at%blockBytes):])
		if got == 0 {
			return n, io.ErrUnexpectedEOF
		}
		n += got
	}
	return n, nil
}

var errSource = errors.New("read document")

func (f *source) block(at int64) ([]byte, error) {
	for i, k := range f.kept {
		if k.at == at {
			copy(f.kept[1:i+1], f.kept[:i])
			f.kept[0] = k
			return k.b, nil
		}
	}
	if err := send(f.s.out, message{Do: doRead, Off: at * blockBytes, Len: int(min(blockBytes, f.size-at*blockBytes))}, nil); err != nil {
		return nil, err
	}
	got, ok := <-f.s.asked
	if !ok || got.Do != doData {
		return nil, errSource
	}
	if len(f.kept) < keptBlocks {
		f.kept = append(f.kept, block{})
	}
	copy(f.kept[1:], f.kept)
	f.kept[0] = block{at, got.body}
	return got.body, nil
}
