package raster

import (
	"bytes"
	"errors"
	"image"
	"io"

	"shinsa/review/fault"
	"shinsa/ui/evidence/raster/scan"
)

// MostFile bounds the file of a picture that is decoded whole, in bytes.
const MostFile = 128 << 20

// UnpackedEach is how many bytes of samples a PNG or TIFF may have for each byte of memory that is granted. Memory is not what ends here, since it is read
// row by row, but patience: of Most it makes 2 GB, or 715 million pixels in colour, which one processor unpacks in about ten seconds.
const UnpackedEach = 4

// File is a file of one or more pictures, of which only the heads were read.
type File struct {
	pages []*page
}

// page is one picture of a file.
type page struct {
	size  image.Point // as it was seen
	times int         // how many times smaller it is kept
	err   error       // why it is not read

	scan  *scan.Picture // nil for one that is decoded whole, which is
	whole []byte
}

// Open reads the head of a file whose pictures may take most bytes each. r is read from again as long as the file is used.
func Open(r io.ReaderAt, size, most int64) (*File, error) {
	mark := make([]byte, min(size, 8))
	if n, err := r.ReadAt(mark, 0); err != nil && n < len(mark) {
		return nil, err
	}
	switch {
	case bytes.HasPrefix(mark, []byte("\x89PNG")):
		p, err := scan.PNG(r, size)
		return scanned(most, scan.Page{Picture: p, Err: err})
	case bytes.HasPrefix(mark, []byte("II*\x00")), bytes.HasPrefix(mark, []byte("MM\x00*")):
		pages, err := scan.TIFF(r, size)
		if err != nil {
			return nil, refused(err)
		}
		return scanned(most, pages...)
	case bytes.HasPrefix(mark, []byte("II+\x00")), bytes.HasPrefix(mark, []byte("MM\x00+")): // of 64 bits
		return nil, refused(scan.ErrForeign)
	case size > MostFile:
		return nil, tooLarge()
	}
	b := make([]byte, size)
	if n, err := r.ReadAt(b, 0); err != nil && n < len(b) {
		return nil, err
	}
	p, err := head(b, most)
	if err != nil {
		return nil, err
	}
	return &File{[]*page{p}}, nil
}

// scanned is a file of pictures that are read row by row. It is refused when none of them can be.
func scanned(most int64, pages ...scan.Page) (*File, error) {
	f := &File{}
	good := 0
	for _, p := range pages {
		f.pages = append(f.pages, plan(p, most))
		if f.pages[len(f.pages)-1].err == nil {
			good++
		}
	}
	if good == 0 {
		return nil, f.pages[0].err
	}
	return f, nil
}

// refused says why a picture is not read: one in another way of writing is not broken.
func refused(err error) error {
	if errors.Is(err, scan.ErrForeign) {
		return fault.New(fault.Invalid, "evidence_picture_foreign")
	}
	return unreadable()
}

// plan reckons how many times smaller a picture is kept: no more of it than half of the memory, since a small one is made of it when it is drawn.
func plan(p scan.Page, most int64) *page {
	if p.Err != nil {
		return &page{err: refused(p.Err)}
	}
	if p.Unpacks()/UnpackedEach > most {
		return &page{err: tooLarge()}
	}
	kept := int64(shown)
	if p.Orientation > 1 {
		kept *= 2 // it is turned into a second one
	}
	for k := 1; k <= scan.MostTimes; k++ {
		pixels := int64((p.Width+k-1)/k) * int64((p.Height+k-1)/k)
		if p.Takes(k)+(kept-shown)*pixels <= most && kept*pixels <= most/2 {
			return &page{size: seenSize(p.Width, p.Height, p.Orientation), times: k, scan: p.Picture}
		}
	}
	return &page{err: tooLarge()}
}

// head reads the head of a picture that is decoded whole.
func head(file []byte, most int64) (*page, error) {
	cfg, format, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil || cfg.Width < 1 || cfg.Height < 1 {
		return nil, unreadable()
	}
	p := &page{times: times(cfg, format, file, most), whole: file, size: seenSize(cfg.Width, cfg.Height, orientation(file))}
	if p.times == 0 {
		return nil, tooLarge()
	}
	return p, nil
}

// seenSize is the size of a picture as it was seen.
func seenSize(w, h, orientation int) image.Point {
	if orientation >= 5 {
		return image.Pt(h, w)
	}
	return image.Pt(w, h)
}

// Pictures returns how many pictures the file has, at least 1.
func (f *File) Pictures() int { return len(f.pages) }

// Read decodes the n-th picture, from 1.
func (f *File) Read(n int) (*Picture, error) {
	if n < 1 || n > len(f.pages) {
		return nil, fault.New(fault.Missing, "evidence_no_such_page")
	}
	p := f.pages[n-1]
	switch {
	case p.err != nil:
		return nil, p.err
	case p.scan != nil:
		return p.scanned()
	}
	return p.decoded()
}

func (p *page) scanned() (*Picture, error) {
	img, err := p.scan.Read(p.times)
	if err != nil {
		return nil, refused(err)
	}
	stretch := p.scan.Stretch
	if p.scan.Orientation >= 5 {
		stretch = 1 / stretch
	}
	return &Picture{size: p.size, stretch: stretch, sizes: []*image.RGBA{upright(img, p.scan.Orientation)}}, nil
}

func (p *page) decoded() (*Picture, error) {
	img, _, err := image.Decode(bytes.NewReader(p.whole))
	if err != nil {
		return nil, unreadable()
	}
	held := orientation(p.whole)
	stored := p.size
	if held >= 5 {
		stored.X, stored.Y = stored.Y, stored.X
	}
	if !img.Bounds().In(image.Rectangle{Max: stored}) {
		return nil, unreadable()
	}
	return &Picture{size: p.size, stretch: 1, sizes: []*image.RGBA{upright(onPaper(img, stored, p.times), held)}}, nil
}
