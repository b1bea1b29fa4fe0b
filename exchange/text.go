package exchange

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// unicodeText turns a file's bytes into UTF-8 where a byte order mark or the
// zero bytes of UTF-16 tell what they are. ok is false where they do not, and
// the bytes are returned as they are.
func unicodeText(data []byte) (text []byte, ok bool, err error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		return data[3:], true, nil
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return fromUTF16(data[2:], binary.BigEndian)
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return fromUTF16(data[2:], binary.LittleEndian)
	case len(data) > 1 && data[0] == 0 && data[1] != 0:
		return fromUTF16(data, binary.BigEndian)
	case len(data) > 1 && data[0] != 0 && data[1] == 0:
		return fromUTF16(data, binary.LittleEndian)
	}
	return data, false, nil
}

func fromUTF16(data []byte, order binary.ByteOrder) ([]byte, bool, error) {
	if len(data)%2 != 0 {
		return nil, false, fmt.Errorf("the text is UTF-16 with half a character at its end; was the file cut off?")
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units))), true, nil
}

// decoder returns a reader of UTF-8 for bytes in a declared encoding.
func decoder(encoding string, input io.Reader) (io.Reader, error) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "us-ascii", "ascii", "utf8":
		return input, nil
	case "iso-8859-1", "latin1", "latin-1":
		return &latin{input: input}, nil
	case "windows-1252", "cp1252":
		return &latin{input: input, windows: true}, nil
	case "utf-16", "utf-16le", "utf-16be":
		return input, nil // converted before, or wrongly declared
	}
	return nil, fmt.Errorf("the encoding %q is not read; save the file as UTF-8", encoding)
}

// windowsRunes are what windows-1252 has between 0x80 and 0x9F.
const windowsRunes = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ"

// latin turns single-byte text into UTF-8.
type latin struct {
	input   io.Reader
	windows bool
	pending []byte
}

func (l *latin) Read(p []byte) (int, error) {
	if len(l.pending) == 0 {
		chunk := make([]byte, max(1, len(p)/utf8.UTFMax))
		n, err := l.input.Read(chunk)
		for _, b := range chunk[:n] {
			l.pending = utf8.AppendRune(l.pending, l.rune(b))
		}
		if n == 0 {
			return 0, err
		}
	}
	n := copy(p, l.pending)
	l.pending = l.pending[n:]
	return n, nil
}

func (l *latin) rune(b byte) rune {
	if l.windows && b >= 0x80 && b < 0xA0 {
		return []rune(windowsRunes)[b-0x80]
	}
	return rune(b)
}
