using Posthorn.Bench.Running;

namespace Posthorn.Bench.Receiving;

/// <summary>Who is measured. All are started the same way, and get the same requests.</summary>
internal static class Receivers
{
    public const string Empty = "empty application";
    public const string Posthorn = "posthorn";
    public const string WithHandler = "posthorn + handler";
    public const string Express = "express, in memory";

    public static IReadOnlyList<Subject> All(IReadOnlyList<string> self, string? express)
    {
        List<Subject> all =
        [
            Of(Empty, [.. self, EmptyRole.Name]),
            Of(Posthorn, [.. self, ReceiverRole.Name]),
            Of(WithHandler, [.. self, ReceiverRole.Name, "--handler"]),
        ];
        if (express is not null)
        {
            all.Add(new(Express, ["node", Path.Combine(express, "server.js")], Subject.NewKey(), [new("NODE_ENV", "production")]));
        }

        return all;
    }

    private static Subject Of(string name, IReadOnlyList<string> command) => new(name, command, Subject.NewKey(), Tuning: []);
}
