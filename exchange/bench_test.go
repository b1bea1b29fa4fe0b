package exchange_test

import (
	"fmt"
	"strings"
	"testing"

	"detente/exchange"
)

// large returns a domain and a profile with n issues of m values.
func large(n, m int) (domain, profile exchange.File) {
	var d, p, w strings.Builder
	for i := range n {
		fmt.Fprintf(&d, `<issue index="%d" name="Issue %d">`, i+1, i)
		fmt.Fprintf(&p, `<issue index="%d" name="Issue %d">`, i+1, i)
		for k := range m {
			fmt.Fprintf(&d, `<item value="value %d"/>`, k)
			fmt.Fprintf(&p, `<item value="value %d" evaluation="%d"/>`, k, k)
		}
		d.WriteString("</issue>\n")
		p.WriteString("</issue>\n")
		fmt.Fprintf(&w, `<weight index="%d" value="%g"/>`, i+1, 1/float64(n))
	}
	return file("domain.xml", "<utility_space>"+d.String()+"</utility_space>"), file("p.xml", "<utility_space>"+p.String()+w.String()+"</utility_space>")
}

func BenchmarkGenius(b *testing.B) {
	for _, size := range [][3]int{{10, 10, 2}, {30, 10, 5}, {1, 50_000, 2}} {
		domain, profile := large(size[0], size[1])
		profiles := make([]exchange.File, size[2])
		for i := range profiles {
			profiles[i] = profile
		}
		b.Run(fmt.Sprintf("issues=%d/values=%d/parties=%d", size[0], size[1], size[2]), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, _, err := exchange.Genius(domain, profiles, exchange.Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkExportGenius(b *testing.B) {
	domain, profile := large(30, 10)
	c, _, err := exchange.Genius(domain, []exchange.File{profile, profile}, exchange.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("issues=30/values=10/parties=2", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, err := exchange.ExportGenius(c); err != nil {
				b.Fatal(err)
			}
		}
	})
}
