using System.Text;
using Posthorn.Proof.Killing.Faulting;
using Posthorn.Proof.Killing.Journals;

namespace Posthorn.Proof.Tests.Killing.Journals;

public sealed class JournalLineTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    [Fact]
    public void An_arrival_reads_as_it_was_written()
    {
        var line = new ArrivalLine(1_700_000_000_000, 3, 42, "evt_1", ulong.MaxValue, "drip", Signed: true, Intact: false);

        Written(line.WriteTo).Select(ArrivalLine.Parse).ShouldHaveSingleItem().ShouldBe(line);
    }

    [Fact]
    public void A_fault_reads_as_it_was_written()
    {
        var line = new FaultLine(1, 2, FaultKind.NodeLeftDead, "node-2", 1);

        Written(line.WriteTo).Select(FaultLine.Parse).ShouldHaveSingleItem().ShouldBe(line);
    }

    [Fact]
    public void A_receipt_reads_as_it_was_written()
    {
        var line = new AcknowledgedLine(1, 2, 3, 4, Replayed: true, "evt_1", [("dlv_1", 0), ("dlv_2", -1)]);
        var text = new StringBuilder();
        line.AppendTo(text);

        var read = AcknowledgedLine.Parse(text.ToString().TrimEnd());

        read.Deliveries.ShouldBe(line.Deliveries);
        (read with { Deliveries = line.Deliveries }).ShouldBe(line);
    }

    [Fact]
    public void What_a_header_brings_cannot_break_a_line()
    {
        ArrivalLine.Word("a b\nc").ShouldBe("a_b_c");
        ArrivalLine.Word("").ShouldBe("-");
        ArrivalLine.Word(new string('x', 100)).Length.ShouldBe(64);
    }

    [Fact]
    public void A_journal_that_is_opened_again_goes_on_at_its_end()
    {
        for (var turn = 0; turn < 2; turn++)
        {
            using var journal = new Journal(_path);
            journal.Append("line\n"u8);
        }

        File.ReadAllLines(_path).Length.ShouldBe(2);
    }

    public void Dispose() => File.Delete(_path);

    private string[] Written(Action<Journal> write)
    {
        using (var journal = new Journal(_path))
        {
            write(journal);
        }

        return File.ReadAllLines(_path);
    }
}
