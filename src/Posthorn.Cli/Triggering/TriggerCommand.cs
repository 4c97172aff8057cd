using System.Text.Json;
using Posthorn.Api;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Printing;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.Cli.Triggering;

/// <summary><c>posthorn trigger</c>: an event that nobody had, sent as the vendor would.</summary>
internal static class TriggerCommand
{
    private static readonly DateTimeOffset Epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static CliCommand Create(ServerCalls calls)
    {
        var options = new TriggerOptions();
        var secrets = new SecretOptions("to sign with");
        var command = new CliCommand("trigger", "Sends an event that nobody had, signed as its vendor does; or several, in order, or wrong on purpose.")
        {
            Examples =
            [
                "posthorn trigger session.completed --to http://127.0.0.1:3000/webhooks/suki --secret-env WEBHOOK_SECRET",
                "posthorn trigger note_generation.succeeded --to http://127.0.0.1:3000/webhooks/sully --secret-env WEBHOOK_SECRET --set 'data.payload.markdown=## Plan'",
                "posthorn trigger visit --profile sully --partner ptn_northwind",
                "posthorn trigger coding.succeeded --to http://127.0.0.1:3000/webhooks/sully --secret-file secret.txt --fault duplicate --times 3",
                "posthorn trigger --scenario afternoon.yaml --to http://127.0.0.1:3000/webhooks/sully --secret-env WEBHOOK_SECRET --json",
                "posthorn trigger --list",
            ],
            Remarks =
            [
                "All data is synthetic, and says so: sessions and notes are named test-…, texts say SYNTHETIC. What is sent is real: the vendor's headers, signed here and now, "
                    + "posted once, without redirects, and never again by itself.",
                "The faults late, tampered and wrong-secret should be refused with a 4xx: there an answer of 2xx counts as a failure. "
                    + "Exit code 0 when every answer is as it should be, 1 when one is not, 2 for wrong usage, 3 when nothing answered at all.",
            ],
        }.With(options.Symbols).With(secrets.Symbols);
        return calls.Command(command, async (parsed, server, cancellationToken) =>
        {
            if (options.Lists(parsed))
            {
                return List(options.Read(parsed).Profile);
            }

            try
            {
                return await RunAsync(options.Read(parsed), server, () => secrets.ReadAsync(parsed, calls.Surroundings, cancellationToken), calls.Surroundings, cancellationToken);
            }
            catch (TriggerException wrong)
            {
                return Answer.WrongUsage(Printable.Of(wrong.Message));
            }
        });
    }

    private static async Task<Answer> RunAsync(
        TriggerWish wish, PosthornClient server, Func<Task<SecretReading>> readSecret, Surroundings surroundings, CancellationToken cancellationToken)
    {
        if (wish is { To: null, Partner: null } or { To: not null, Partner: not null })
        {
            throw new TriggerException("say where it goes: --to URL, or --partner ptn_… of a server; one of them.");
        }

        if (await TriggerPlan.OfAsync(wish, surroundings, cancellationToken) is not { } plan)
        {
            return new() { ExitCode = ExitCodes.WrongUsage };
        }

        if (wish.Partner is not null && plan.Steps.Any(static step => step.Fault is not TriggerFault.None and not TriggerFault.Burst))
        {
            throw new TriggerException("--fault is about what goes over the wire: with --partner only burst makes sense.");
        }

        var number = wish.Number ?? (int)(surroundings.Clock.GetUtcNow() - Epoch).TotalSeconds;
        if (wish.Partner is { } partner)
        {
            var published = await Triggers.RunAsync(
                plan.Steps, plan.Profile, number, new ServerTarget(server, partner, plan.Profile, surroundings.Clock), surroundings.Clock, cancellationToken);
            return Of(plan.Profile, published);
        }

        var reading = await readSecret();
        if (!reading.AreThere)
        {
            throw new TriggerException(reading.Problem);
        }

        if (!plan.Profile.Scheme.TryCreateKey(reading.Secrets[0].Value, out _, out var problem))
        {
            throw new TriggerException($"the secret ({reading.Secrets[0].Name}) is none for {plan.Profile}: {problem}");
        }

        using var client = OwnEgress.Client(surroundings.Clock, keepsConnections: false);
        var target = new WireTarget(client, new(wish.To!), plan.Profile.Scheme, reading.Secrets[0].Value, surroundings.Clock);
        return Of(plan.Profile, await Triggers.RunAsync(plan.Steps, plan.Profile, number, target, surroundings.Clock, cancellationToken));
    }

    private static Answer Of(Profile profile, IReadOnlyList<TriggerSent> sent)
    {
        var answer = new TriggerAnswer(profile.Name, sent.All(static one => one.AsExpected), sent);
        return new()
        {
            ExitCode = answer.AllAsExpected ? ExitCodes.Done : sent.All(static one => one.IsUnreachable) ? ExitCodes.Unreachable : ExitCodes.Failed,
            Json = JsonSerializer.SerializeToUtf8Bytes(answer, TriggeringJson.Readable.TriggerAnswer),
            Sheets = [new Sheet.List(["type", "subject", "fault", "outcome", "ms", "expected"], [.. sent.Select(Row)], "Nothing was sent.")],
        };
    }

    private static Cell[] Row(TriggerSent sent) =>
    [
        sent.Type,
        sent.Subject,
        sent.Fault,
        new(sent.EventId is { } id ? $"{sent.Outcome} ({id})" : sent.Outcome, sent.AsExpected ? Tone.Good : Tone.Bad),
        Words.Of(sent.TookMs),
        new(WordsOf(sent), sent.AsExpected ? Tone.Plain : Tone.Bad),
    ];

    private static string WordsOf(TriggerSent sent) =>
        sent.AsExpected ? sent.Expected : sent.IsUnreachable ? $"{sent.Expected}, and nothing answered" : $"{sent.Expected}, which it was not";

    private static Answer List(Profile? only)
    {
        TriggerType[] types = [.. from profile in Profile.All
                                  where only is null || only == profile
                                  from sample in SampleEvents.Of(profile)
                                  select new TriggerType(profile.Name, sample.Type)];
        return new()
        {
            Json = JsonSerializer.SerializeToUtf8Bytes(types, TriggeringJson.Readable.TriggerTypeArray),
            Sheets = [new Sheet.List(["profile", "type"], [.. types.Select(static type => (Cell[])[type.Profile, type.Type])], "None.")],
        };
    }
}
