namespace Posthorn.Server.Access;

/// <summary>Carries a route's rule in its metadata.</summary>
internal sealed class AccessMark(AccessRule rule)
{
    public AccessRule Rule => rule;
}
