using System.Buffers.Text;
using System.Globalization;

namespace Posthorn.Bench.Measuring;

/// <summary>The name of one event of one run, as it stands in the event's data: <c>bench-0000002a-0000000007</c>.</summary>
/// <remarks>A string value of JSON, which survives a body that is written anew; of fixed length, so that it is patched in place.</remarks>
internal readonly record struct EventMark(uint Run, int Sequence)
{
    public const int Length = 25;

    private const int RunAt = 6;
    private const int SequenceAt = 15;

    private static ReadOnlySpan<byte> Prefix => "bench-"u8;

    public static bool TryFind(ReadOnlySpan<byte> body, out EventMark mark)
    {
        mark = default;
        var at = body.IndexOf(Prefix);
        if (at < 0 || body.Length - at < Length)
        {
            return false;
        }

        var text = body.Slice(at, Length);
        if (!Utf8Parser.TryParse(text[RunAt..(SequenceAt - 1)], out uint run, out var runDigits, 'x')
            || !Utf8Parser.TryParse(text[SequenceAt..], out int sequence, out var sequenceDigits)
            || runDigits != SequenceAt - 1 - RunAt || sequenceDigits != Length - SequenceAt || sequence < 0)
        {
            return false;
        }

        mark = new(run, sequence);
        return true;
    }

    public void Write(Span<byte> destination)
    {
        Prefix.CopyTo(destination);
        _ = Run.TryFormat(destination[RunAt..], out _, "x8", CultureInfo.InvariantCulture);
        destination[SequenceAt - 1] = (byte)'-';
        _ = Sequence.TryFormat(destination[SequenceAt..], out _, "D10", CultureInfo.InvariantCulture);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"bench-{Run:x8}-{Sequence:D10}");
}
