using Posthorn.Cli.Calling;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Cli.Triggering;

/// <summary>Wish → steps: what stands on the line, in the file that it names, or ready-made.</summary>
internal sealed record TriggerPlan(Profile Profile, IReadOnlyList<TriggerStep> Steps)
{
    /// <returns>Null where the scenario's file is wrong; that was told by then.</returns>
    /// <exception cref="TriggerException">What was typed makes no sense.</exception>
    public static async Task<TriggerPlan?> OfAsync(TriggerWish wish, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (wish.Scenario is { } path)
        {
            if (wish is not { Name: null, Sets: [], File: null, Times: null, Fault: TriggerFault.None })
            {
                throw new TriggerException("--scenario says all of it: leave out the type, --set, --file, --times and --fault.");
            }

            return TriggerScenario.Read(path, surroundings) is { } scenario
                ? new(wish.Profile ?? scenario.Profile ?? EventMaking.ProfileOf(scenario.Steps[0].Type) ?? throw Unknown(scenario.Steps[0].Type), scenario.Steps)
                : null;
        }

        if (wish.Name is not { } name)
        {
            throw new TriggerException("<type> is missing. Name a type (posthorn trigger --list shows them), a ready scenario, or a file by --scenario.");
        }

        return TriggerScenario.Ready(name, wish.Profile ?? Profile.Sully) is { } ready
            ? OfReady(wish, ready)
            : new(wish.Profile ?? EventMaking.ProfileOf(name) ?? throw Unknown(name), [await StepAsync(wish, name, surroundings, cancellationToken)]);
    }

    private static TriggerPlan OfReady(TriggerWish wish, TriggerScenario ready) => wish is { Sets: [], File: null, Times: null, Fault: TriggerFault.None }
        ? new(ready.Profile!, ready.Steps)
        : throw new TriggerException($"'{wish.Name}' is a ready scenario: --set, --file, --times and --fault go with a type of event.");

    private static async Task<TriggerStep> StepAsync(TriggerWish wish, string type, Surroundings surroundings, CancellationToken cancellationToken)
    {
        byte[]? body = null;
        if (wish.File is { } file)
        {
            var content = await Content.ReadRawAsync(file, surroundings, cancellationToken);
            body = content.IsThere ? content.Bytes : throw new TriggerException($"--file: {content.Problem}");
        }

        return new(type)
        {
            Sets = [.. wish.Sets.Select(static set => set.Split('=', 2)).Select(static pair => KeyValuePair.Create(pair[0], pair[1]))],
            Fault = wish.Fault,
            Times = wish.Times,
            Body = body,
        };
    }

    private static TriggerException Unknown(string type) =>
        new($"'{type}' is no event that a vendor documents. posthorn trigger --list shows them all; with --profile and --file any may be sent.");
}
