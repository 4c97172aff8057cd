using System.Text;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Running;

/// <summary>The body of a batch publish call: events of one partner that only their marks tell apart.</summary>
internal sealed class BatchBody
{
    private readonly int[] _marksAt;

    public BatchBody(string partner, string eventType, int count, int payloadBytes)
    {
        var single = EventTemplate.Body(eventType, payloadBytes);
        var item = $$"""{"partner_id":"{{partner}}",{{Encoding.ASCII.GetString(single)[1..]}}""";
        Bytes = Encoding.ASCII.GetBytes($$"""{"events":[{{string.Join(',', Enumerable.Repeat(item, count))}}]}""");

        var markInItem = item.IndexOf(default(EventMark).ToString(), StringComparison.Ordinal);
        var first = Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(item));
        _marksAt = [.. Enumerable.Range(0, count).Select(index => first + (index * (item.Length + 1)) + markInItem)];
    }

    public byte[] Bytes { get; }

    public int Count => _marksAt.Length;

    /// <summary>Gives the events consecutive numbers.</summary>
    public void Number(uint run, int first)
    {
        for (var index = 0; index < _marksAt.Length; index++)
        {
            new EventMark(run, first + index).Write(Bytes.AsSpan(_marksAt[index]));
        }
    }
}
