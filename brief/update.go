package brief

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"detente"
)

// Digest remembers what a draft wrote: the SHA-256 of each node's text by its
// path. It is kept beside the case, as CASE.draft.json, so that a later draft can
// tell what a person has changed since.
type Digest map[string]string

// NewDigest returns the digest of a draft.
func NewDigest(c *detente.Case) Digest {
	d := Digest{}
	for _, n := range Nodes(c) {
		d[n.Path] = n.digest()
	}
	return d
}

func (n *Node) digest() string {
	sum := sha256.Sum256([]byte(n.Text))
	return hex.EncodeToString(sum[:])
}

// MarshalJSON writes the digest with its paths in order.
func (d Digest) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Detente int               `json:"detente"`
		Nodes   map[string]string `json:"nodes"` // encoding/json sorts the keys
	}{1, d})
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (d *Digest) UnmarshalJSON(data []byte) error {
	var file struct {
		Detente int               `json:"detente"`
		Nodes   map[string]string `json:"nodes"`
	}
	if err := json.Unmarshal(data, &file); err != nil {
		return fmt.Errorf("brief: read digest: %w", err)
	}
	if file.Detente != 1 {
		return fmt.Errorf("brief: read digest: version %d is not known", file.Detente)
	}
	*d = file.Nodes
	return nil
}

// Update is what a new draft does to a person's case.
type Update struct {
	// Set lists nodes to write, in the order of the file: new ones, and those that
	// the program wrote, nobody touched, and the new draft has otherwise. Each is a
	// path and value for casefile's Set, which keeps comments.
	Set []Node
	// Kept lists paths where the person's text differs from what the program wrote
	// and from the new draft: they belong to the person.
	Kept []string
	// Removed lists paths that the program wrote and the person took out: they stay
	// out.
	Removed []string
	// Digest is what to remember after the update.
	Digest Digest
}

// Merge compares a person's case with a new draft, made of old and new documents
// together, and with what the program wrote before. A node that differs from what
// was written belongs to the person; a node that was written and is gone was taken
// out by the person, and so was what belongs to it; nothing is ever deleted.
func Merge(edited, fresh *detente.Case, written Digest) *Update {
	u := &Update{Digest: Digest{}}
	for path, sum := range written {
		u.Digest[path] = sum
	}
	have := map[string]Node{}
	for _, n := range Nodes(edited) {
		have[n.Path] = n
	}
	out := takenOut(edited, written)
	for _, n := range Nodes(fresh) {
		old, exists := have[n.Path]
		sum, was := written[n.Path]
		switch {
		case exists && old.Text == n.Text:
			u.Digest[n.Path] = n.digest()
		case exists && was && old.digest() == sum, !exists && !was && !out[owner(n.Path)] && !out[rowIssue(n.Path)]:
			if cites(n.Text, out) {
				u.Kept = append(u.Kept, n.Path) // it would cite what is gone
				continue
			}
			u.Set = append(u.Set, n)
			u.Digest[n.Path] = n.digest()
		case exists:
			u.Kept = append(u.Kept, n.Path)
		default:
			u.Removed = append(u.Removed, n.Path)
		}
	}
	u.Set = gather(u.Set, edited, fresh)
	sort.Strings(u.Kept)
	sort.Strings(u.Removed)
	return u
}

// owner is the party that a path belongs to, or the path itself.
func owner(path string) string {
	parts := strings.Split(path, ".")
	if parts[0] == "parties" && len(parts) > 2 {
		return strings.Join(parts[:2], ".")
	}
	return path
}

// rowIssue is the path of the issue that a row is about, or "".
func rowIssue(path string) string {
	parts := strings.Split(path, ".")
	if len(parts) == 4 && parts[2] == "wants" {
		return "issues." + parts[3]
	}
	return ""
}

// takenOut lists the parties, issues and pieces of evidence that were written
// before and that the person's case lacks.
func takenOut(edited *detente.Case, written Digest) map[string]bool {
	out := map[string]bool{}
	for path := range written {
		parts := strings.Split(path, ".")
		switch {
		case len(parts) < 2:
		case parts[0] == "parties" && edited.PartyIndex(detente.PartyID(parts[1])) < 0:
			out["parties."+parts[1]] = true
		case parts[0] == "issues" && edited.IssueIndex(detente.IssueID(parts[1])) < 0,
			parts[0] == "evidence" && edited.FindEvidence(detente.EvidenceID(parts[1])) == nil:
			out[path] = true
		}
	}
	return out
}

// cites reports whether a node's text names evidence that is gone.
func cites(text string, out map[string]bool) bool {
	for path := range out {
		id, ok := strings.CutPrefix(path, "evidence.")
		if !ok {
			continue
		}
		for rest := text; ; {
			i := strings.Index(rest, id)
			if i < 0 {
				break
			}
			end := i + len(id)
			if (i == 0 || rest[i-1] == '[' || rest[i-1] == ' ') && (end == len(rest) || rest[end] == ',' || rest[end] == ']') {
				return true
			}
			rest = rest[end:]
		}
	}
	return false
}

// gather makes one node of a party that the case lacks, and of the first rows of a
// party without any, since a value can only be set in a mapping that is there.
func gather(nodes []Node, edited, fresh *detente.Case) []Node {
	var out []Node
	done := map[string]bool{}
	for _, n := range nodes {
		path := owner(n.Path)
		i := fresh.PartyIndex(detente.PartyID(strings.TrimPrefix(path, "parties.")))
		if path == n.Path || i < 0 {
			out = append(out, n)
			continue
		}
		p := &fresh.Parties[i]
		k := edited.PartyIndex(p.ID)
		switch {
		case k < 0:
			n = Node{path, partyText(fresh, p)}
		case strings.HasPrefix(n.Path, path+".wants.") && len(edited.Parties[k].Wants.Rows) == 0:
			n = Node{path + ".wants", wantsText(fresh, p)}
		}
		if !done[n.Path] {
			done[n.Path] = true
			out = append(out, n)
		}
	}
	return out
}
