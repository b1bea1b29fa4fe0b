package source

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// decode turns bytes into UTF-8. It knows UTF-8, UTF-16 with a byte-order mark,
// and the Western European encodings; declared is what the document says of
// itself, "" where it says nothing.
func decode(data []byte, declared string) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xEF, 0xBB, 0xBF}):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xFF, 0xFE}):
		return decode16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte{0xFE, 0xFF}):
		return decode16(data[2:], binary.BigEndian)
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		return "", notText("it has a zero byte")
	}
	declared = strings.ToLower(strings.TrimSpace(declared))
	if utf8.Valid(data) {
		return string(data), nil
	}
	switch declared {
	case "", "utf-8", "utf8", "iso-8859-1", "latin1", "iso-8859-15", "windows-1252", "cp1252", "us-ascii", "ascii":
		return decodeWestern(data)
	}
	return "", &Refusal{
		Code: CodeEncoding, Message: "the encoding " + declared + " cannot be read",
		Why:  "UTF-8, UTF-16 and the Western European encodings are known",
		Help: "save the document as UTF-8",
	}
}

func notText(why string) *Refusal {
	return &Refusal{Code: CodeNotText, Message: "the file is no text", Why: why, Help: "give a text, Markdown, HTML, PDF or DOCX file"}
}

func decode16(data []byte, order binary.ByteOrder) (string, error) {
	if len(data)%2 != 0 {
		return "", notText("it starts like UTF-16 and has an odd number of bytes")
	}
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	text := string(utf16.Decode(units))
	if strings.ContainsRune(text, 0) || strings.ContainsRune(text, unicode.ReplacementChar) {
		return "", notText("it starts like UTF-16 and is not")
	}
	return text, nil
}

// western holds what Windows-1252 has at 0x80 to 0x9F; zero where nothing.
var western = [32]rune{
	'€', 0, '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', 0, 'Ž', 0,
	0, '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', 0, 'ž', 'Ÿ',
}

// decodeWestern reads Windows-1252, of which ISO 8859-1 is the printable part.
// Control characters mean that the bytes are no text at all.
func decodeWestern(data []byte) (string, error) {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for _, c := range data {
		r := rune(c)
		switch {
		case c >= 0x80 && c < 0xA0:
			r = western[c-0x80]
			if r == 0 {
				return "", notText("its bytes are neither UTF-8 nor Western European")
			}
		case c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f':
			return "", notText("it has control characters")
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// countWords counts runs of anything but white space that have a letter or
// digit.
func countWords(text string) int {
	n := 0
	counted := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			counted = false
		case !counted && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			counted = true
			n++
		}
	}
	return n
}

// firstWords returns the beginning of a text that has at most n words, cut at
// the end of a line where there is one.
func firstWords(text string, n int) string {
	counted, words, line := false, 0, 0
	for i, r := range text {
		switch {
		case unicode.IsSpace(r):
			if counted = false; r == '\n' {
				line = i
			}
		case !counted && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			if words == n {
				if line > 0 {
					return text[:line]
				}
				return text[:i]
			}
			counted = true
			words++
		}
	}
	return text
}
