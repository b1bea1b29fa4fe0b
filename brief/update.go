package brief

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"detente"
)

// Digest remembers what a draft wrote: the SHA-256 of each node's text by its
// path, so that a later draft can tell what a person has changed since.
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

// Update is what a new draft does to a person's case.
type Update struct {
	// Set lists nodes to write, in the order of the file: new ones, and those that
	// the program wrote, nobody touched, and the new draft has otherwise. Each is a
	// path and value for casefile's SetAll, which keeps comments.
	Set []Node `json:"set"`
	// Kept lists paths where the person's text differs from what the program wrote
	// and from the new draft: they belong to the person.
	Kept []string `json:"kept"`
	// Removed lists paths that the program wrote and the person took out: they stay
	// out.
	Removed []string `json:"removed"`
	// Digest is what to remember after the update.
	Digest Digest `json:"-"`

	before Digest
}

// Refuse records nodes that could not be set, such as one among a person's
// comments: they count as the person's.
func (u *Update) Refuse(paths []string) {
	for _, path := range paths {
		u.Set = slices.DeleteFunc(u.Set, func(n Node) bool { return n.Path == path })
		u.Kept = append(u.Kept, path)
		delete(u.Digest, path)
		if sum, was := u.before[path]; was {
			u.Digest[path] = sum
		}
	}
	slices.Sort(u.Kept)
}

// Merge compares a person's case with a new draft, made of old and new documents
// together, and with what the program wrote before. A node that differs from what
// was written belongs to the person; a node that was written and is gone was taken
// out by the person, and so was what belongs to it; nothing is ever deleted.
func Merge(edited, fresh *detente.Case, written Digest) *Update {
	u := &Update{Digest: Digest{}, before: written}
	for path, sum := range written {
		u.Digest[path] = sum
	}
	have, mine := map[string]Node{}, map[string]bool{}
	for _, n := range Nodes(edited) {
		have[n.Path] = n
		mine[n.Path] = n.digest() != written[n.Path]
	}
	out := takenOut(edited, written)
	fresh = fitted(fresh, edited, out, mine)
	for _, n := range Nodes(fresh) {
		old, exists := have[n.Path]
		sum, was := written[n.Path]
		switch {
		case exists && old.Text == n.Text:
			u.Digest[n.Path] = n.digest()
		case exists && was && old.digest() == sum, !exists && !was && !out[owner(n.Path)] && !out[rowIssue(n.Path)]:
			u.Set = append(u.Set, n)
			u.Digest[n.Path] = n.digest()
		case exists:
			u.Kept = append(u.Kept, n.Path)
		default:
			u.Removed = append(u.Removed, n.Path)
		}
	}
	slices.Sort(u.Kept)
	slices.Sort(u.Removed)
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
