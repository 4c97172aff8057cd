using System.Globalization;
using Posthorn.Relay.Forwarding;
using Posthorn.Relay.Wire;

namespace Posthorn.Cli.Listening;

/// <summary>What a listener says about its connection, in sentences.</summary>
internal static class ListenWords
{
    public const string OtherStore = "The relay's store is another one than before; listening from its beginning.";

    public static string Connected(long behind) => behind switch
    {
        0 => "Connected. Nothing is waiting.",
        1 => "Connected. 1 arrival is waiting.",
        _ => string.Create(CultureInfo.InvariantCulture, $"Connected. {behind} arrivals are waiting."),
    };

    public static string Disconnected(string reason) => $"The relay is away ({reason}). Trying again by myself.";

    public static string Postponed(Arrival arrival, ForwardResult result, TimeSpan wait) => string.Create(
        CultureInfo.InvariantCulture, $"{arrival.Sequence} is not answered ({result.Problem}). Trying again in {wait.TotalSeconds:0.0} s; what came later waits.");

    public static string Gone(long count, string reason) => (count, reason) switch
    {
        (1, "unreadable") => "1 arrival is lost: the relay cannot open it any more.",
        (1, _) => "1 arrival is lost: the relay does not keep it any more.",
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} arrivals are lost: the relay does not keep them any more."),
    };
}
