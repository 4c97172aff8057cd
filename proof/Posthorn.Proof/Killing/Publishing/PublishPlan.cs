using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Killing.Publishing;

/// <summary>What the publisher is to do.</summary>
/// <param name="Ground">Partners and endpoints, with their ids.</param>
/// <param name="Nodes">The servers' addresses.</param>
/// <param name="Key">The operator's key.</param>
/// <param name="Rate">Events a second.</param>
/// <param name="Journal">The file to write to.</param>
internal sealed record PublishPlan(Ground Ground, IReadOnlyList<string> Nodes, string Key, double Rate, string Journal)
{
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        _ = builder.Append("Nodes = ").Append(Nodes.Count).Append(", Key = ***");
        return true;
    }
}
