using System.Security.Cryptography;
using System.Threading.Channels;
using Posthorn.Cli.Serving;
using Posthorn.Delivery.Scheduling;
using Posthorn.Relay.Forwarding;
using Posthorn.Relay.Listening;

namespace Posthorn.Cli.Listening;

/// <summary>The life of a listener in the foreground: plan, take the cursor, run, say why it ended.</summary>
internal static class Listen
{
    public static async Task<int> RunAsync(ListenWishes wishes, Surroundings surroundings, CancellationToken stop)
    {
        var (plan, mistakes) = await ListenPlanning.MakeAsync(wishes, surroundings, stop);
        if (plan is null)
        {
            return ServerLife.Refuse(surroundings, string.Join('\n', mistakes), ExitCodes.WrongUsage);
        }

        CursorFile cursor;
        try
        {
            cursor = CursorFile.Open(plan.CursorPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ServerLife.Refuse(
                surroundings,
                $"The cursor file '{Printable.Of(plan.CursorPath)}' cannot be had: another listener has it, or this user may not write there. Name another one with --cursor.",
                ExitCodes.Unreachable);
        }

        using (cursor)
        {
            return await RunAsync(wishes, plan, cursor, surroundings, stop);
        }
    }

    private static async Task<int> RunAsync(ListenWishes wishes, ListenPlan plan, CursorFile cursor, Surroundings surroundings, CancellationToken stop)
    {
        using var target = new HttpTarget(plan.To, plan.KeepPath, plan.Timeout, plan.Options.Egress, surroundings.Clock);
        var dice = new Dice(RandomNumberGenerator.GetInt32(int.MaxValue));
        if (wishes.Json || !surroundings.OutIsTerminal || surroundings.OpenKeys is not { } open)
        {
            using var inPipe = new RunningListener(plan.Options, cursor, target, new LineWatch(surroundings, wishes.Json, wishes.Filter), dice, surroundings.Clock);
            return Explain(await inPipe.RunAsync(stop), surroundings);
        }

        var state = new ViewState($"{wishes.Source} → {plan.To.GetLeftPart(UriPartial.Path)}", wishes.Filter, wishes.ShowPhi);
        var view = new TerminalView(state, target, surroundings);
        using var listener = new RunningListener(plan.Options, cursor, target, new TerminalWatch(view.Changes), dice, surroundings.Clock);
        return Explain(await RunAsync(view, listener, open(), stop), surroundings);
    }

    // Whichever ends first ends the other: the view when q is pressed, the listener when there is no use in going on.
    private static async Task<ListenEnd> RunAsync(TerminalView view, RunningListener listener, ChannelReader<ConsoleKeyInfo> keys, CancellationToken stop)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var (listening, showing) = (listener.RunAsync(over.Token), view.RunAsync(keys, over.Token));
        _ = await Task.WhenAny(listening, showing);
        await over.CancelAsync();
        await showing;
        return await listening;
    }

    private static int Explain(ListenEnd end, Surroundings surroundings) => end switch
    {
        ListenEnd.Stopped => ExitCodes.Done,
        ListenEnd.Refused => ServerLife.Refuse(surroundings, "The relay does not take this token for this source.", ExitCodes.Failed),
        ListenEnd.Replaced => ServerLife.Refuse(
            surroundings, "Another listener of this name has come; this one has ended. Give each a name of its own with --listener.", ExitCodes.Failed),
        ListenEnd.NoRelay => ServerLife.Refuse(surroundings, "What answers at --relay is no relay, or one of another version.", ExitCodes.Failed),
        ListenEnd.NotAllowed => ServerLife.Refuse(
            surroundings, "The address of --relay or --to is private and not open. Open its range with --allow-egress, or use https at a public address.", ExitCodes.WrongUsage),
        _ => ServerLife.Refuse(surroundings, "The relay could not be reached. Check --relay, and whether it runs.", ExitCodes.Unreachable),
    };
}
