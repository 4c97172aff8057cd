using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Tests;

public sealed class ProcTextTests
{
    [Fact]
    public void Processor_time_is_user_and_system_time_whatever_the_program_is_called()
        => ProcText.CpuMicroseconds("42 (a (b) c) S 1 42 42 0 -1 4194560 100 0 0 0 150 50 7 7 20 0 12 0 1 2 3").ShouldBe(2_000_000);

    [Fact]
    public void Memory_is_told_in_bytes_and_zero_where_it_is_not_told()
    {
        const string Status = "Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t    1024 kB\n";

        ProcText.MemoryBytes(Status, "VmHWM").ShouldBe(2048 * 1024);
        ProcText.MemoryBytes(Status, "VmSwap").ShouldBe(0);
    }

    [Fact]
    public void Written_bytes_are_those_of_the_disk_and_not_of_the_calls()
        => ProcText.WrittenBytes("wchar: 9\nwrite_bytes: 4096\ncancelled_write_bytes: 1\n").ShouldBe(4096);

    [Fact]
    public void The_machine_is_busy_when_it_is_neither_idle_nor_waiting_nor_taken_away()
        => ProcText.Machine("cpu  10 1 20 1000 100 2 3 7 0 0\ncpu0 1 1 1 1 1 1 1 1 0 0\n").ShouldBe((360_000, 70_000));
}
