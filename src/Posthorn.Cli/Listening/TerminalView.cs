using System.Threading.Channels;
using Posthorn.Relay.Forwarding;

namespace Posthorn.Cli.Listening;

/// <summary>The view: one loop that takes changes and keys, one after the other, and paints when there are none left.</summary>
internal sealed class TerminalView(ViewState state, ITarget target, Surroundings surroundings)
{
    private readonly Channel<Action<ViewState>> _changes = Channel.CreateUnbounded<Action<ViewState>>(new() { SingleReader = true });

    public ChannelWriter<Action<ViewState>> Changes => _changes.Writer;

    /// <summary>Runs until it is left by a key, or <paramref name="stop"/> is cancelled.</summary>
    public async Task RunAsync(ChannelReader<ConsoleKeyInfo> keys, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var painter = new ViewPainter(surroundings);
        painter.Open();
        var typing = TypeAsync(keys, over);
        try
        {
            while (true)
            {
                var (width, height) = surroundings.Size();
                painter.Paint(ViewScreen.Lines(state, width, height), width);
                _ = await _changes.Reader.WaitToReadAsync(over.Token);
                while (_changes.Reader.TryRead(out var change))
                {
                    change(state);
                }
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Left.
        }
        finally
        {
            painter.Close();
            await over.CancelAsync();
            await typing;
        }
    }

    private async Task TypeAsync(ChannelReader<ConsoleKeyInfo> keys, CancellationTokenSource over)
    {
        try
        {
            await foreach (var key in keys.ReadAllAsync(over.Token))
            {
                _ = _changes.Writer.TryWrite(changed => Carry(ViewKeys.Press(changed, key), changed, over));
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // Over.
        }
    }

    private void Carry(ViewWish wish, ViewState changed, CancellationTokenSource over)
    {
        if (wish == ViewWish.Quit)
        {
            over.Cancel();
        }
        else if (wish == ViewWish.Replay && changed.Selected is { } selected)
        {
            changed.Word = $"forwarding {selected.Arrival.Sequence} again";
            _ = ReplayAsync(selected, over.Token);
        }
    }

    private async Task ReplayAsync(Entry entry, CancellationToken stop)
    {
        try
        {
            var again = new Entry(entry.Arrival, await target.ForwardAsync(entry.Arrival, stop));
            _ = _changes.Writer.TryWrite(changed => changed.Word = $"{entry.Arrival.Sequence} forwarded again: {again.Outcome} in {EntryLines.Milliseconds(again)} ms");
        }
        catch (OperationCanceledException)
        {
            // Left meanwhile.
        }
    }
}
