using Posthorn.Relay.Forwarding;
using Posthorn.Relay.Listening;
using Posthorn.Relay.Wire;

namespace Posthorn.Cli.Listening;

/// <summary>Tells what happens in a pipe: a line for each arrival on the output, words about the connection on the error stream.</summary>
internal sealed class LineWatch(Surroundings surroundings, bool asJson, string? filter) : IListenWatch
{
    public void Connected(long behind) => Say(ListenWords.Connected(behind));

    public void Disconnected(string reason) => Say(ListenWords.Disconnected(reason));

    public void Postponed(Arrival arrival, ForwardResult result, TimeSpan wait) => Say(ListenWords.Postponed(arrival, result, wait));

    public void Forwarded(Arrival arrival, ForwardResult result)
    {
        var entry = new Entry(arrival, result);
        if (entry.Holds(filter))
        {
            surroundings.Out.WriteLine(asJson ? EntryLines.Json(entry) : EntryLines.Plain(entry));
            surroundings.Out.Flush();
        }
    }

    public void Gone(long count, string reason) => Say(ListenWords.Gone(count, reason));

    public void OtherStore() => Say(ListenWords.OtherStore);

    private void Say(string sentence) => surroundings.Error.WriteLine($"{CommandTree.Name}: {sentence}");
}
