using Posthorn.Server;

namespace Posthorn.Cli.Serving;

/// <summary>The first key of a new server, where the operator has not brought one: made by the server as it starts, told here.</summary>
internal static class OperatorKey
{
    public static string Describe(PosthornServer server) => server.NewOperatorKey is { } key
        ? $"Operator    {key}  <- the key that opens everything, shown this once. Store it now."
        : "Operator    the key that was shown at the first start";
}
