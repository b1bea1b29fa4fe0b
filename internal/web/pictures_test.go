package web_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPictures writes a picture of every page, in three looks, into the folder
// DETENTE_PICTURES, for somebody to look at; doc/workbench.png is
// workbench-1200-light.png.
func TestPictures(t *testing.T) {
	folder := os.Getenv("DETENTE_PICTURES")
	if folder == "" {
		t.Skip("writes pictures into the folder DETENTE_PICTURES")
	}
	b := newBench(t)
	p := browse(t, b)
	for _, page := range everyPage(t, b) {
		for _, l := range []look{
			{"1200-light", 1200, 900, []string{"prefers-color-scheme", "light"}, ""},
			{"1200-dark", 1200, 900, []string{"prefers-color-scheme", "dark"}, ""},
			{"400-light", 400, 900, []string{"prefers-color-scheme", "light"}, ""},
		} {
			p.view(l.width, l.height, l.preferences...)
			p.show(b, page)
			var top, whole []byte
			p.do(chromedp.CaptureScreenshot(&top), chromedp.FullScreenshot(&whole, 100))
			for name, picture := range map[string][]byte{"": top, "-whole": whole} {
				if err := os.WriteFile(filepath.Join(folder, page.name+"-"+l.name+name+".png"), picture, 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
}
