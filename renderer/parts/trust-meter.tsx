/** Trust as a bar from 0 to 100, with marks where a code is asked for and where the workstation locks. */
import { Box } from '@mantine/core';

interface Props {
  readonly trust: number;
  readonly promptBelow: number;
  readonly lockBelow: number;
  readonly label: string;
}

const colorOf = ({ trust, promptBelow, lockBelow }: Props): string => {
  if (trust < lockBelow) return 'red';
  return trust < promptBelow ? 'orange' : 'green';
};

const Mark = ({ at }: { readonly at: number }) => (
  <Box
    pos="absolute"
    top={-4}
    bottom={-4}
    left={`${at}%`}
    w={3}
    bg="var(--mantine-color-text)"
    style={{ transform: 'translateX(-50%)' }}
  />
);

export const TrustMeter = (props: Props) => {
  const { trust, promptBelow, lockBelow, label } = props;
  return (
    <Box
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(trust)}
      pos="relative"
      h={18}
      my={6}
      bg="var(--mantine-color-default-border)"
      style={{ borderRadius: 4 }}
    >
      <Box h="100%" w={`${trust}%`} bg={`var(--mantine-color-${colorOf(props)}-filled)`} style={{ borderRadius: 4 }} />
      <Mark at={promptBelow} />
      <Mark at={lockBelow} />
    </Box>
  );
};
