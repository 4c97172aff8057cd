using Posthorn.Testing.Vendors;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>What must not stand in any answer. These look back at all that came before them.</summary>
internal static class AnswerChecks
{
    public static IReadOnlyList<Check> Rows { get; } =
    [
        new("no-redirect", CheckLevel.Must, "Never redirects")
        {
            Contract = static _ => Contract.Ours("Senders follow no redirect: it would carry body and signature to whom it pleases. Any 3xx counts as not delivered."),
            Why = "A moved page or a login in front of the endpoint loses every notification, silently.",
            Fix = "Give the vendor the final address, with or without its trailing slash, and keep logins away from it.",
            IsAlwaysAsked = true,
            Ask = static run => Task.FromResult(run.WasRedirected ? Verdict.Fail("A request was answered with a redirect.") : Verdict.Pass("No answer was a redirect.")),
        },
        new("no-secret-echo", CheckLevel.Must, "Never tells the secret")
        {
            Contract = static _ => Contract.Ours("A secret is known to two, and stands in no answer."),
            Why = "Whoever provokes that answer can sign whatever he likes from then on.",
            Fix = "Answer refusals with a fixed text. Take the secret out of error pages, and replace it now.",
            IsAlwaysAsked = true,
            Ask = static run => Task.FromResult(run.ToldSecret ? Verdict.Fail("The secret stood in an answer. Replace it.") : Verdict.Pass("The secret stood in no answer.")),
        },
        new("no-signature-echo", CheckLevel.Must, "Never tells which signature would have been right")
        {
            Contract = static _ => Contract.Ours("A refusal does not say what would have been accepted."),
            Why = "A receiver that answers \"expected …\" signs for whoever asks.",
            Fix = "Answer refusals with a fixed text.",
            Ask = static async run =>
            {
                var sample = run.NewEvent();
                var signed = run.Sign(sample);
                var right = SignatureValue.Of(signed.Headers[^1].Value);
                var wrong = SignatureValue.Of(run.Sign(sample, secret: run.OtherSecret).Headers[^1].Value);
                var headers = HeaderChecks.Replace(signed.Headers, run.SignatureHeader, _ => right.Head + wrong.Digest);
                var reply = await run.AskAsync("A notification signed with another secret", SignedRequest.From(headers, sample.Body));
                return CheckRun.Tells(reply, right.Digest) || CheckRun.Tells(reply, right.Digest.ToUpperInvariant())
                    ? Verdict.Fail("The right signature stood in the refusal.")
                    : Verdict.Pass("The refusal does not tell it.");
            },
        },
    ];
}
