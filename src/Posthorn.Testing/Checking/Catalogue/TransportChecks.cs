using System.Globalization;
using Posthorn.Testing.Checking.Asking;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>The line between the two.</summary>
internal static class TransportChecks
{
    private const int LeastDays = 14;

    public static IReadOnlyList<Check> Rows { get; } =
    [
        new("https", CheckLevel.Must, "Is reached by HTTPS")
        {
            Contract = Contracts.Https,
            Why = "What goes over the line is about patients; vendors refuse other addresses.",
            Fix = "Give the endpoint a certificate, or put a proxy before it that has one.",
            IsAlwaysAsked = true,
            IsAboutTransport = true,
            Ask = static run => Task.FromResult(
                run.Target.IsHttps ? Verdict.Pass("The address is https.")
                : run.Target.IsLoopback ? Verdict.Skip("The address is this machine's own; the one that the vendor gets must be https.")
                : Verdict.Fail("The address is http.")),
        },
        OfTls("tls-version", CheckLevel.Must, "Speaks TLS 1.2 or later, and nothing older", "Switch TLS 1.0 and 1.1 off.", static (tls, _) =>
            tls.Version is null ? Verdict.Fail($"There was no handshake: {tls.Failure}.")
            : tls.TakesOld == true ? Verdict.Fail($"It agreed to {tls.Version}, and to a version before 1.2 as well.")
            : Verdict.Pass(tls.TakesOld is null ? $"It agreed to {tls.Version}; older versions cannot be offered from this machine." : $"It agreed to {tls.Version}, and to nothing older than 1.2.")),
        OfTls("certificate-chain", CheckLevel.Must, "Shows a certificate that a known authority has signed", "Serve the whole chain, without the root.", static (tls, _) =>
            tls.ChainProblem is null ? Verdict.Pass("The chain is complete and trusted.") : Verdict.Fail($"The chain is not trusted: {tls.ChainProblem}.")),
        OfTls("certificate-host", CheckLevel.Must, "Shows a certificate for its own name", "Have the certificate issued for the host of the address.", static (tls, _) =>
            tls.NamesHost ? Verdict.Pass("The certificate is for this host.") : Verdict.Fail("The certificate is for another host.")),
        OfTls("certificate-days", CheckLevel.Should, "Shows a certificate that lasts", "Renew it by a program, a month before it ends.", static (tls, run) =>
        {
            var days = (int)Math.Floor((tls.NotAfter - run.Now).TotalDays);
            var words = string.Create(CultureInfo.InvariantCulture, $"The certificate is good for {days} more days.");
            return days >= LeastDays ? Verdict.Pass(words) : Verdict.Fail(words);
        }),
        new("http2", CheckLevel.Info, "Speaks HTTP/2")
        {
            Contract = static _ => Contract.Ours("No vendor says which version of HTTP it speaks."),
            Why = "Many notifications share one connection then.",
            Fix = "Switch HTTP/2 on in the proxy. HTTP/1.1 alone is no fault.",
            IsAboutTransport = true,
            Ask = static async run =>
            {
                if (!run.Target.IsHttps)
                {
                    return Verdict.Skip("Over http there is nothing to agree on it.");
                }

                var signed = run.Sign(run.NewEvent());
                return Expectations.Accepted(await run.AskAsync(new Probe("A valid notification by HTTP/2", signed.Headers, signed.Body) { IsHttp2 = true }));
            },
        },
    ];

    private static Check OfTls(string id, CheckLevel level, string title, string fix, Func<TlsReading, CheckRun, Verdict> judge) => new(id, level, title)
    {
        Contract = Contracts.Https,
        Why = "A vendor that checks certificates, as it must, does not send to this endpoint otherwise.",
        Fix = fix,
        IsAlwaysAsked = true,
        IsAboutTransport = true,
        Ask = async run => await run.Target.ReadTlsAsync(run.Stop) is { } tls ? judge(tls, run) : Verdict.Skip("The address is not https."),
    };
}
