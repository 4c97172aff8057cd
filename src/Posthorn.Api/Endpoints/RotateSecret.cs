using System.Text;

namespace Posthorn.Api.Endpoints;

/// <summary>Asks for a new secret.</summary>
public sealed record RotateSecret
{
    /// <summary>Gets for how many hours the secrets before still sign beside the new one. 0 to 168. The <c>suki</c> profile has room for one signature: there the new secret signs at once.</summary>
    /// <value>The default is null: 24.</value>
    public double? OverlapHours { get; init; }

    /// <summary>Gets the new secret, where the partner has made one.</summary>
    /// <value>The default is null: the server makes one and shows it in the answer.</value>
    public string? Secret { get; init; }

    private bool PrintMembers(StringBuilder builder)
    {
        _ = builder.Append("OverlapHours = ").Append(OverlapHours).Append(", Secret = ***");
        return true;
    }
}
