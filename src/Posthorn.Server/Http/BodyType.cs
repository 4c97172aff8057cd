namespace Posthorn.Server.Http;

/// <summary>Says of a route which body it takes. Not the framework's own mark: routing would act on that one, before the gate and in other words.</summary>
internal sealed class BodyType(Type type)
{
    public Type Type => type;
}
