using System.Threading.Channels;
using Posthorn.Relay.Forwarding;
using Posthorn.Relay.Listening;
using Posthorn.Relay.Wire;

namespace Posthorn.Cli.Listening;

/// <summary>Tells a terminal view what happens: as changes of its state, which the view makes itself.</summary>
internal sealed class TerminalWatch(ChannelWriter<Action<ViewState>> changes) : IListenWatch
{
    public void Connected(long behind) => Change(state => (state.Standing, state.Word) = ("connected", behind > 0 ? ListenWords.Connected(behind) : ""));

    public void Disconnected(string reason) => Change(state => state.Standing = ListenWords.Disconnected(reason));

    public void Postponed(Arrival arrival, ForwardResult result, TimeSpan wait) => Change(state => state.Word = ListenWords.Postponed(arrival, result, wait));

    public void Forwarded(Arrival arrival, ForwardResult result) => Change(state =>
    {
        state.Add(new(arrival, result));
        state.Word = "";
    });

    public void Gone(long count, string reason) => Change(state => state.Word = ListenWords.Gone(count, reason));

    public void OtherStore() => Change(static state => state.Word = ListenWords.OtherStore);

    private void Change(Action<ViewState> change) => _ = changes.TryWrite(change);
}
