package store_test

import (
	"bufio"
	"bytes"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// readTrace returns the finished calls in the order they finished.
func readTrace(t *testing.T, path string) (calls []string) {
	t.Helper()
	f := must[*os.File](t)(os.Open(path))
	defer f.Close()
	begun := map[string]string{}
	scan := bufio.NewScanner(f)
	scan.Buffer(nil, 64<<20)
	for scan.Scan() {
		thread, call, _ := strings.Cut(scan.Text(), " ")
		call = strings.TrimSpace(call)
		if head, ok := strings.CutSuffix(call, " <unfinished ...>"); ok {
			begun[thread] = head
			continue
		}
		if _, tail, ok := strings.Cut(call, " resumed>"); ok && strings.HasPrefix(call, "<... ") {
			call = begun[thread] + tail
		}
		calls = append(calls, call)
	}
	if err := scan.Err(); err != nil {
		t.Fatal(err)
	}
	return calls
}

// disk is the files of a folder as programs see them and as the power finds
// them: a file's data reach it with fsync of the file, its name with fsync of the
// folder.
type disk struct {
	folder       string
	names, known map[string]*inode   // as seen; as synced
	renames      []map[string]*inode // the names after each change since
	acks         []string
}

type inode struct {
	data, synced []byte
	changes      []change // since the sync
}

// change is a write at a place, or a cut to that length if there is no text.
type change struct {
	at   int
	text []byte
}

func newDisk(folder string) *disk {
	return &disk{folder: folder, names: map[string]*inode{}, known: map[string]*inode{}}
}

func (d *disk) create(name string) *inode {
	n := &inode{}
	d.names[name] = n
	d.named()
	return n
}

func (d *disk) named() { d.renames = append(d.renames, maps.Clone(d.names)) }

func (d *disk) sync(name string) {
	if name == "." {
		d.known, d.renames = maps.Clone(d.names), nil
	} else if n := d.names[name]; n != nil {
		n.synced, n.changes = bytes.Clone(n.data), nil
	}
}

func (n *inode) change(c change) {
	n.data = c.to(n.data)
	n.changes = append(n.changes, c)
}

func (c change) to(data []byte) []byte {
	end := c.at + len(c.text)
	if c.text == nil {
		end = c.at
		data = data[:min(len(data), end)]
	}
	out := make([]byte, max(len(data), end))
	copy(out, data)
	copy(out[c.at:], c.text)
	return out
}

// strict is the disk if nothing reached it that was not synced.
func (d *disk) strict() map[string][]byte {
	left := map[string][]byte{}
	for name, n := range d.known {
		left[name] = n.synced
	}
	return left
}

// random is the disk if some of it reached the disk: the names up to some change,
// and of each file any of its writes, each of them whole or some sectors of it.
func (d *disk) random(r *rand.Rand) map[string][]byte {
	names := d.known
	if i := r.IntN(len(d.renames) + 1); i > 0 {
		names = d.renames[i-1]
	}
	left := map[string][]byte{}
	for _, name := range slices.Sorted(maps.Keys(names)) {
		data := names[name].synced
		for _, c := range names[name].changes {
			switch r.IntN(4) {
			case 0:
				continue
			case 1:
				if sectors := len(c.text) / 512; sectors > 0 {
					c.text = c.text[:512*(1+r.IntN(sectors))]
				}
			}
			data = c.to(data)
		}
		left[name] = data
	}
	return left
}

var (
	result = regexp.MustCompile(`\) += (-?\d+)`)
	quoted = regexp.MustCompile(`"((?:\\x[0-9a-f]{2})*)"`)
	handle = regexp.MustCompile(`^\w+\(\d+<([^>]*)>`)
	last   = regexp.MustCompile(`, (\d+)\) += `)
)

// apply does what a call did, and reports whether it changed the disk.
func (d *disk) apply(call string) bool {
	answer := result.FindStringSubmatch(call)
	if answer == nil || strings.HasPrefix(answer[1], "-") {
		return false
	}
	kind, _, _ := strings.Cut(call, "(")
	var texts []string
	for _, m := range quoted.FindAllStringSubmatch(call, -1) {
		texts = append(texts, unescape(m[1]))
	}
	switch kind {
	case "open", "openat":
		name, ok := d.name(texts[0])
		if !ok || !strings.Contains(call, "O_CREAT") || d.names[name] != nil {
			return false
		}
		d.create(name)
		return true
	case "rename", "renameat", "renameat2", "linkat", "unlink", "unlinkat":
		return d.rename(kind, texts)
	}
	m := handle.FindStringSubmatch(call)
	if m == nil {
		return false
	}
	if strings.HasPrefix(call, "write(1<") {
		d.acks = append(d.acks, strings.TrimSpace(texts[0]))
		return false
	}
	name, ok := d.name(unescape(m[1]))
	if ok && name == "." {
		d.sync(name)
		return true
	}
	n := d.names[name]
	if !ok || n == nil {
		return false
	}
	switch number := last.FindStringSubmatch(call); kind {
	case "write": // our own files are written from the start to the end
		n.change(change{at: len(n.data), text: []byte(texts[0])})
	case "pwrite64":
		at, _ := strconv.Atoi(number[1])
		n.change(change{at: at, text: []byte(texts[0])})
	case "ftruncate":
		at, _ := strconv.Atoi(number[1])
		n.change(change{at: at})
	case "fsync", "fdatasync":
		d.sync(name)
	}
	return true
}

// rename gives a file another name, a second one, or none.
func (d *disk) rename(kind string, paths []string) bool {
	from, ok := d.name(paths[0])
	if !ok || d.names[from] == nil {
		return false
	}
	if len(paths) > 1 {
		to, _ := d.name(paths[len(paths)-1])
		d.names[to] = d.names[from]
	}
	if kind != "linkat" {
		delete(d.names, from)
	}
	d.named()
	return true
}

// name returns what a path is called in the folder: "." for the folder itself.
// The index of the log is no file to the disk: it is made anew.
func (d *disk) name(path string) (string, bool) {
	name, err := filepath.Rel(d.folder, path)
	return name, err == nil && !strings.HasPrefix(name, "..") && !strings.HasSuffix(name, "-shm") && filepath.IsAbs(path)
}

func unescape(hex string) string {
	if !strings.HasPrefix(hex, `\x`) {
		return hex
	}
	out := make([]byte, 0, len(hex)/4)
	for i := 0; i < len(hex); i += 4 {
		b, _ := strconv.ParseUint(hex[i+2:i+4], 16, 8)
		out = append(out, byte(b))
	}
	return string(out)
}
