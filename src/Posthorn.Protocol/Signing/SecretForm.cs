namespace Posthorn.Protocol.Signing;

/// <summary>What a secret made by us looks like.</summary>
internal enum SecretForm
{
    /// <summary>32 random bytes as 43 characters of base64url: nothing in it that a form or a shell would change.</summary>
    Plain,

    /// <summary><c>whsec_</c> and 32 random bytes as base64.</summary>
    Prefixed,
}
