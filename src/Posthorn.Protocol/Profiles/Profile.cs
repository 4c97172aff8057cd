namespace Posthorn.Protocol.Profiles;

/// <summary>Stands in until the protocol lands.</summary>
public sealed class Profile
{
    /// <summary>Gets the name.</summary>
    public string Name { get; } = "suki";

    /// <summary>Tells whether the type can be expressed.</summary>
    public bool CanExpress(string eventType) => eventType != Name;
}
