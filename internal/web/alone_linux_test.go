package web_test

import (
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// aloneEnv tells the test's own process that it runs where there is no network.
const aloneEnv = "DETENTE_ALONE"

// TestAlone does the whole job in a network namespace of its own that has nothing
// but the loopback: neither the workbench nor its pages need more.
func TestAlone(t *testing.T) {
	chromium(t)
	if os.Getenv(aloneEnv) != "" {
		t.Skip("is this test already")
	}
	self := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^(TestLoopbackOnly|TestWholeJob)$", "-test.v")
	self.Env = append(os.Environ(), aloneEnv+"=1")
	self.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	var out strings.Builder
	self.Stdout, self.Stderr = &out, &out
	if err := self.Start(); err != nil {
		t.Skipf("this machine gives no network namespace: %v", err)
	}
	if err := self.Wait(); err != nil {
		t.Errorf("without a network: %v\n%s", err, out.String())
	}
	for _, want := range []string{"--- PASS: TestLoopbackOnly", "--- PASS: TestWholeJob"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("without a network there is no %q in\n%s", want, out.String())
		}
	}
}

// TestLoopbackOnly sets the loopback of a new namespace up, for the tests after
// it, and checks that there is no way out.
func TestLoopbackOnly(t *testing.T) {
	if os.Getenv(aloneEnv) == "" {
		t.Skip("TestAlone runs it in a namespace of its own")
	}
	socket, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_DGRAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(socket)
	request := struct { // struct ifreq of netdevice(7)
		name  [syscall.IFNAMSIZ]byte
		flags uint16
		_     [22]byte
	}{flags: syscall.IFF_UP | syscall.IFF_RUNNING}
	copy(request.name[:], "lo")
	if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, uintptr(socket), syscall.SIOCSIFFLAGS, uintptr(unsafe.Pointer(&request))); no != 0 {
		t.Fatalf("setting the loopback up: %v", no)
	}
	if err := syscall.Connect(socket, &syscall.SockaddrInet4{Port: 9, Addr: [4]byte{192, 0, 2, 1}}); err != syscall.ENETUNREACH {
		t.Errorf("a socket to 192.0.2.1 = %v, want ENETUNREACH: there is a way out", err)
	}
}
